package org.httpca.signer.profile;

import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.httpca.pki.SubjectKey;

/**
 * The keyUsage of end entities (RFC 5280, section 4.2.1.3), by what the key can do: only RSA encrypts keys (RFC 3279, section
 * 2.3.1), EC keys also agree on them (RFC 5480, section 3), Ed25519 and ML-DSA keys sign (RFC 8410, section 5; RFC 9881, section
 * 5). Signing certificates and CRLs is not for end entities.
 */
public record KeyUsages(List<String> rsa, List<String> ec, List<String> ed25519, List<String> mlDsa) {

    private static final Map<String, Integer> BITS = Map.of(
            "digitalSignature", KeyUsage.digitalSignature,
            "nonRepudiation", KeyUsage.nonRepudiation,
            "keyEncipherment", KeyUsage.keyEncipherment,
            "dataEncipherment", KeyUsage.dataEncipherment,
            "keyAgreement", KeyUsage.keyAgreement);

    private static final List<String> FOR_RSA =
            List.of("digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment");
    private static final List<String> FOR_EC = List.of("digitalSignature", "nonRepudiation", "keyAgreement");
    private static final List<String> FOR_SIGNATURES = List.of("digitalSignature", "nonRepudiation");

    /** Where the file says nothing. */
    static final KeyUsages SIGNATURES = new KeyUsages(
            List.of("digitalSignature"),
            List.of("digitalSignature"),
            List.of("digitalSignature"),
            List.of("digitalSignature"));

    /** @throws IllegalArgumentException if a key of the kind cannot be used so */
    public KeyUsages {
        rsa = checked("rsa", rsa, FOR_RSA);
        ec = checked("ec", ec, FOR_EC);
        ed25519 = checked("ed25519", ed25519, FOR_SIGNATURES);
        mlDsa = checked("ml-dsa", mlDsa, FOR_SIGNATURES);
    }

    /** The bits of the extension for a key of this kind, at least one. */
    public KeyUsage toKeyUsage(SubjectKey key) {
        List<String> names = switch (key.algorithm()) {
            case RSA -> rsa;
            case ED25519 -> ed25519;
            case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> mlDsa;
            case EC_P256, EC_P384, EC_P521, OTHER -> ec;
        };
        return new KeyUsage(names.stream().mapToInt(BITS::get).reduce(0, (a, b) -> a | b));
    }

    /** @throws IllegalArgumentException if a key of the kind cannot be used so */
    static String checked(String kind, String usage) {
        List<String> possible = switch (kind) {
            case "rsa" -> FOR_RSA;
            case "ec" -> FOR_EC;
            default -> FOR_SIGNATURES;
        };
        if (!possible.contains(usage)) {
            throw new IllegalArgumentException(
                    "is nothing that these keys do here; there are " + String.join(", ", possible));
        }
        return usage;
    }

    private static List<String> checked(String kind, List<String> usages, List<String> possible) {
        if (usages.isEmpty() || !possible.containsAll(usages)) {
            throw new IllegalArgumentException(
                    "gives '" + kind + "' keys other usages than one or more of " + possible);
        }
        return List.copyOf(usages);
    }
}
