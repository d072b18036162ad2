package org.httpca.lint.subject;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Primitive;
import org.httpca.pki.LongOctets;
import org.httpca.pki.crl.DerReader;

/**
 * A finished certificate or CRL: what was signed, and the signature.
 *
 * @param <T> {@link ReadCertificate} or {@link ReadCrl}
 */
public record Signed<T>(T toBeSigned, ReadSignature signature) {

    /** Room for the largest signature and its algorithm. */
    private static final int LARGEST_SIGNATURE = 8 * 1024;

    /** Reads the DER of a Certificate (RFC 5280, section 4.1); never throws. */
    public static Reading<Signed<ReadCertificate>> certificate(byte[] der) {
        Reading<ASN1Primitive> reading = Der.read(der, ReadCertificate.LARGEST + LARGEST_SIGNATURE);
        ASN1Primitive value = reading.value();
        if (value == null) {
            return new Reading<>(null, reading.defect());
        }
        try {
            Fields fields = new Fields(value);
            Reading<ReadCertificate> toBeSigned = ReadCertificate.of(fields.take(), reading.defect());
            ReadSignature signature = ReadSignature.of(fields.take(), fields.take());
            fields.end();
            ReadCertificate read = toBeSigned.value();
            return new Reading<>(read == null ? null : new Signed<>(read, signature), toBeSigned.defect());
        } catch (RuntimeException e) {
            return new Reading<>(null, "is not a Certificate");
        }
    }

    /** Reads the DER of a CertificateList (RFC 5280, section 5.1); never throws. */
    public static Reading<Signed<ReadCrl>> crl(byte[] der) {
        return crl(LongOctets.of(der));
    }

    /** The same of one that may be long. */
    public static Reading<Signed<ReadCrl>> crl(LongOctets der) {
        if (der.length() > ReadCrl.LARGEST + LARGEST_SIGNATURE) {
            return new Reading<>(null, "is larger than " + (ReadCrl.LARGEST + LARGEST_SIGNATURE) + " octets");
        }
        Defects defects = new Defects();
        try {
            DerReader in = DerReader.inSequence(der);
            Reading<ReadCrl> toBeSigned = ReadCrl.of(in.skip().whole());
            ReadCrl read = toBeSigned.value();
            if (read == null) {
                return new Reading<>(null, toBeSigned.defect());
            }
            defects.found(toBeSigned.defect());
            ReadSignature signature =
                    ReadSignature.of(defects.in(in.next(LARGEST_SIGNATURE)), defects.in(in.next(LARGEST_SIGNATURE)));
            in.end();
            return new Reading<>(new Signed<>(read, signature), defects.first());
        } catch (IOException | RuntimeException e) {
            String defect = defects.first();
            return new Reading<>(null, defect == null ? "is not a CertificateList" : defect);
        }
    }
}
