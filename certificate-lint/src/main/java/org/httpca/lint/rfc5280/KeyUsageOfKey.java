package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.internal.asn1.edec.EdECObjectIdentifiers;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.pki.key.MlDsa;

final class KeyUsageOfKey implements CertificateLint {
    private static final int NOTHING = 0;
    private static final int ENCIPHERMENT = KeyUsage.keyEncipherment | KeyUsage.dataEncipherment;
    private static final int AGREEMENT = KeyUsage.keyAgreement | KeyUsage.encipherOnly | KeyUsage.decipherOnly;

    @Override
    public String name() {
        return "key-usage-of-key";
    }

    @Override
    public String citation() {
        return "RFC 3279, section 2.3.1; RFC 5480, section 3; RFC 9295, section 3; RFC 9881, section 5";
    }

    @Override
    public String rule() {
        return "A key is not meant for what its algorithm cannot do.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        Integer usage = c.certificate().keyUsage();
        if (usage == null) {
            return;
        }
        ASN1ObjectIdentifier algorithm =
                c.certificate().publicKey().getAlgorithm().getAlgorithm();
        int never = NOTHING;
        if (PKCSObjectIdentifiers.rsaEncryption.equals(algorithm)) {
            never = AGREEMENT;
        } else if (X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm)) {
            never = ENCIPHERMENT;
        } else if (EdECObjectIdentifiers.id_Ed25519.equals(algorithm)) {
            never = ENCIPHERMENT | AGREEMENT;
        } else if (MlDsa.of(algorithm) != null) {
            never = ENCIPHERMENT | AGREEMENT;
        }
        if ((usage & never) != 0) {
            out.error("has an encipherment or agreement that the key's algorithm cannot do");
        } else if ((usage & (KeyUsage.encipherOnly | KeyUsage.decipherOnly)) != 0
                && (usage & KeyUsage.keyAgreement) == 0) {
            out.error("has encipherOnly or decipherOnly without keyAgreement");
        }
    }
}
