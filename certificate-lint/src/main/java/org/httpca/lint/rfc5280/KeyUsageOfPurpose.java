package org.httpca.lint.rfc5280;

import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadCertificate;

final class KeyUsageOfPurpose implements CertificateLint {
    private static final int SIGNATURE = KeyUsage.digitalSignature;
    private static final int COMMITMENT = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
    private static final int KEYS = KeyUsage.keyEncipherment | KeyUsage.keyAgreement;
    private static final Map<ASN1ObjectIdentifier, Integer> SERVE = Map.of(
            KeyPurposeId.id_kp_serverAuth.toOID(),
            SIGNATURE | KEYS,
            KeyPurposeId.id_kp_clientAuth.toOID(),
            SIGNATURE | KeyUsage.keyAgreement,
            KeyPurposeId.id_kp_codeSigning.toOID(),
            SIGNATURE,
            KeyPurposeId.id_kp_emailProtection.toOID(),
            COMMITMENT | KEYS,
            KeyPurposeId.id_kp_timeStamping.toOID(),
            COMMITMENT,
            KeyPurposeId.id_kp_OCSPSigning.toOID(),
            COMMITMENT);

    @Override
    public String name() {
        return "key-usage-of-purpose";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2.1.12";
    }

    @Override
    public String rule() {
        return "For each purpose in extendedKeyUsage, keyUsage has a bit that serves it.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        ReadCertificate certificate = c.certificate();
        Integer usage = certificate.keyUsage();
        ASN1ObjectIdentifier[] purposes =
                certificate.extensions().decoded(Extension.extendedKeyUsage, ASN1ObjectIdentifier[].class);
        // In a CA the purposes are those of the certificates below it.
        if (usage == null || usage == 0 || purposes == null || certificate.authority()) {
            return;
        }
        for (ASN1ObjectIdentifier purpose : purposes) {
            Integer serving = SERVE.get(purpose);
            if (serving != null && (usage & serving) == 0) {
                out.recommended("has no bit that serves the purpose " + purpose.getId());
            }
        }
    }
}
