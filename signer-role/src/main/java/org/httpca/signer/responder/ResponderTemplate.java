package org.httpca.signer.responder;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.KeyIdentifiers;
import org.httpca.signer.issuer.TbsCertificateBuilder;
import org.httpca.signer.issuer.Validity;

/**
 * The certificate of a delegated responder (RFC 6960, section 4.2.2.2). It says that it is not to be checked itself
 * (id-pkix-ocsp-nocheck, section 4.2.2.2.1), for which it lasts hours only, and so points nowhere.
 */
final class ResponderTemplate {
    static final Duration LIFE = Duration.ofHours(12);

    private static final String PREFIX = "OCSP responder of ";
    private static final int MAX_COMMON_NAME = 64; // ub-common-name, RFC 5280, appendix A.1

    private ResponderTemplate() {}

    /**
     * The DER of the TBSCertificate.
     *
     * @param issuer one that has not ended
     */
    static byte[] toBeSigned(Issuer issuer, SubjectPublicKeyInfo key, BigInteger serial, Instant now) {
        return new TbsCertificateBuilder(
                        serial,
                        issuer.signatureAlgorithm(),
                        issuer.certificate().getSubject(),
                        Validity.of(now, LIFE).within(issuer.certificate()),
                        subject(issuer),
                        key)
                .critical(Extension.basicConstraints, new BasicConstraints(false))
                .critical(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature))
                .extension(Extension.subjectKeyIdentifier, KeyIdentifiers.subject(key))
                .extension(Extension.authorityKeyIdentifier, KeyIdentifiers.authority(issuer.certificate()))
                .extension(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning))
                .extension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, DERNull.INSTANCE)
                .toDer();
    }

    private static X500Name subject(Issuer issuer) {
        RDN[] names = issuer.certificate().getSubject().getRDNs(BCStyle.CN);
        String of = names.length == 0
                ? issuer.name()
                : IETFUtils.valueToString(names[0].getFirst().getValue());
        String whole = PREFIX + of;
        String fitting =
                whole.codePointCount(0, whole.length()) <= MAX_COMMON_NAME ? whole : PREFIX + "'" + issuer.name() + "'";
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, fitting.substring(0, Math.min(fitting.length(), MAX_COMMON_NAME)))
                .build();
    }
}
