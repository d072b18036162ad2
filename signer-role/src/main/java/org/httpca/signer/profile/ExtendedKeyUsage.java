package org.httpca.signer.profile;

import org.bouncycastle.asn1.x509.KeyPurposeId;

/** Key purposes that a profile can name (RFC 5280, section 4.2.1.12). anyExtendedKeyUsage is not one of them on purpose. */
public enum ExtendedKeyUsage {
    SERVER_AUTH("serverAuth", KeyPurposeId.id_kp_serverAuth),
    CLIENT_AUTH("clientAuth", KeyPurposeId.id_kp_clientAuth),
    CODE_SIGNING("codeSigning", KeyPurposeId.id_kp_codeSigning),
    EMAIL_PROTECTION("emailProtection", KeyPurposeId.id_kp_emailProtection),
    TIME_STAMPING("timeStamping", KeyPurposeId.id_kp_timeStamping);

    private final String label;
    private final KeyPurposeId purpose;

    ExtendedKeyUsage(String label, KeyPurposeId purpose) {
        this.label = label;
        this.purpose = purpose;
    }

    public String label() {
        return label;
    }

    public KeyPurposeId toKeyPurposeId() {
        return purpose;
    }

    static ExtendedKeyUsage parse(String label) {
        for (ExtendedKeyUsage usage : values()) {
            if (usage.label.equals(label)) {
                return usage;
            }
        }
        throw new IllegalArgumentException(
                "is no key purpose that is issued here; there are serverAuth, clientAuth, codeSigning, emailProtection and"
                        + " timeStamping");
    }
}
