package org.httpca.lint.subject;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/** A TBSCertificate (RFC 5280, section 4.1), read field by field. Thread-safe: issuers are shared. */
public final class ReadCertificate {
    /** Octets. A certificate with a hundred names has about 4,000. */
    static final int LARGEST = 64 * 1024;

    private final @Nullable ASN1Integer version;
    private final BigInteger serialNumber;
    private final ReadAlgorithm signature;
    private final ReadName issuer;
    private final ReadTime notBefore;
    private final ReadTime notAfter;
    private final ReadName subject;
    private final SubjectPublicKeyInfo publicKey;
    private final byte[] publicKeyDer;
    private final boolean uniqueIdentifiers;
    private final ReadExtensions extensions;

    private ReadCertificate(Fields fields) throws IOException {
        ASN1TaggedObject tagged = fields.takeTagged(0);
        version = tagged == null ? null : ASN1Integer.getInstance(tagged, true);
        serialNumber = ASN1Integer.getInstance(fields.take()).getValue();
        signature = ReadAlgorithm.of(fields.take());
        issuer = ReadName.of(fields.take());
        Fields validity = new Fields(fields.take());
        notBefore = ReadTime.of(validity.take());
        notAfter = ReadTime.of(validity.take());
        validity.end();
        subject = ReadName.of(fields.take());
        ASN1Encodable key = fields.take();
        publicKey = SubjectPublicKeyInfo.getInstance(key);
        publicKeyDer = key.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        ASN1TaggedObject issuerUniqueId = fields.takeTagged(1);
        ASN1TaggedObject subjectUniqueId = fields.takeTagged(2);
        uniqueIdentifiers = issuerUniqueId != null || subjectUniqueId != null;
        ASN1TaggedObject tail = fields.takeTagged(3);
        extensions = tail == null ? ReadExtensions.NONE : ReadExtensions.of(tail.getExplicitBaseObject());
        fields.end();
    }

    /** Reads the DER of a TBSCertificate; never throws. */
    public static Reading<ReadCertificate> of(byte[] der) {
        Reading<ASN1Primitive> reading = Der.read(der, LARGEST);
        ASN1Primitive value = reading.value();
        if (value == null) {
            return new Reading<>(null, reading.defect());
        }
        return of(value, reading.defect());
    }

    /** @param defect of the encoding, to be passed on */
    static Reading<ReadCertificate> of(ASN1Encodable value, @Nullable String defect) {
        try {
            return new Reading<>(new ReadCertificate(new Fields(value)), defect);
        } catch (IOException | RuntimeException e) {
            return new Reading<>(null, "is not a TBSCertificate");
        }
    }

    /** As written: 2 for version 3; null when it is left out, as version 1 has it. */
    public @Nullable ASN1Integer version() {
        return version;
    }

    public BigInteger serialNumber() {
        return serialNumber;
    }

    public ReadAlgorithm signature() {
        return signature;
    }

    public ReadName issuer() {
        return issuer;
    }

    public ReadTime notBefore() {
        return notBefore;
    }

    public ReadTime notAfter() {
        return notAfter;
    }

    public ReadName subject() {
        return subject;
    }

    public SubjectPublicKeyInfo publicKey() {
        return publicKey;
    }

    /** The DER of the SubjectPublicKeyInfo; not a copy. */
    public byte[] publicKeyDer() {
        return publicKeyDer;
    }

    public boolean uniqueIdentifiers() {
        return uniqueIdentifiers;
    }

    public ReadExtensions extensions() {
        return extensions;
    }

    /** Whether basicConstraints says that it is a CA. */
    public boolean authority() {
        BasicConstraints constraints = extensions.decoded(Extension.basicConstraints, BasicConstraints.class);
        return constraints != null && constraints.isCA();
    }

    /** The bits of keyUsage as {@code KeyUsage} numbers them; null when there is none. */
    public @Nullable Integer keyUsage() {
        ASN1BitString bits = extensions.decoded(Extension.keyUsage, ASN1BitString.class);
        return bits == null ? null : bits.intValue();
    }

    /** The octets of the subjectKeyIdentifier; null when there is none. */
    public byte @Nullable [] subjectKeyIdentifier() {
        ASN1OctetString own = extensions.decoded(Extension.subjectKeyIdentifier, ASN1OctetString.class);
        return own == null ? null : own.getOctets();
    }

    public boolean selfIssued() {
        return issuer.sameAs(subject);
    }
}
