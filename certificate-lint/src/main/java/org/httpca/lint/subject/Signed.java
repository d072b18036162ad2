package org.httpca.lint.subject;

import java.util.function.BiFunction;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.jspecify.annotations.Nullable;

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
        return read(der, ReadCertificate.LARGEST, ReadCertificate::of, "is not a Certificate");
    }

    /** Reads the DER of a CertificateList (RFC 5280, section 5.1); never throws. */
    public static Reading<Signed<ReadCrl>> crl(byte[] der) {
        return read(der, ReadCrl.LARGEST, ReadCrl::of, "is not a CertificateList");
    }

    private static <T> Reading<Signed<T>> read(
            byte[] der, int largest, BiFunction<ASN1Encodable, @Nullable String, Reading<T>> inner, String shapeless) {
        Reading<ASN1Primitive> reading = Der.read(der, largest + LARGEST_SIGNATURE);
        ASN1Primitive value = reading.value();
        if (value == null) {
            return new Reading<>(null, reading.defect());
        }
        try {
            Fields fields = new Fields(value);
            Reading<T> toBeSigned = inner.apply(fields.take(), reading.defect());
            ReadSignature signature = ReadSignature.of(fields.take(), fields.take());
            fields.end();
            T read = toBeSigned.value();
            return new Reading<>(read == null ? null : new Signed<>(read, signature), toBeSigned.defect());
        } catch (RuntimeException e) {
            return new Reading<>(null, shapeless);
        }
    }
}
