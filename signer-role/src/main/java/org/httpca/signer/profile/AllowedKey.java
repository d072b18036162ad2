package org.httpca.signer.profile;

import org.httpca.pki.SubjectKey;
import org.httpca.pki.SubjectKey.Algorithm;
import org.httpca.pki.key.MlDsa;

/**
 * A kind of key that a profile allows, such as {@code EC P-256}, {@code RSA 2048-4096} or {@code ML-DSA-65}.
 *
 * @param least the smallest size in bits
 * @param most the largest
 */
public record AllowedKey(Algorithm algorithm, int least, int most) {

    /** NIST SP 800-57 part 1, table 2: fewer bits are less than 112 bits of strength. */
    private static final int LEAST_RSA = 2048;

    /** What {@code CertificationRequest} verifies at most. */
    private static final int MOST_RSA = 8192;

    /** @throws IllegalArgumentException saying which texts there are */
    static AllowedKey parse(String text) {
        return switch (text) {
            case "EC P-256" -> new AllowedKey(Algorithm.EC_P256, 256, 256);
            case "EC P-384" -> new AllowedKey(Algorithm.EC_P384, 384, 384);
            case "EC P-521" -> new AllowedKey(Algorithm.EC_P521, 521, 521);
            case "Ed25519" -> new AllowedKey(Algorithm.ED25519, 256, 256);
            case "ML-DSA-44" -> of(Algorithm.ML_DSA_44, MlDsa.ML_DSA_44);
            case "ML-DSA-65" -> of(Algorithm.ML_DSA_65, MlDsa.ML_DSA_65);
            case "ML-DSA-87" -> of(Algorithm.ML_DSA_87, MlDsa.ML_DSA_87);
            default -> rsa(text);
        };
    }

    private static AllowedKey of(Algorithm algorithm, MlDsa set) {
        int bits = set.publicKeyOctets() * Byte.SIZE;
        return new AllowedKey(algorithm, bits, bits);
    }

    private static AllowedKey rsa(String text) {
        if (!text.matches("RSA [0-9]{4}(-[0-9]{4})?")) {
            throw new IllegalArgumentException(
                    "is no kind of key; there are EC P-256, EC P-384, EC P-521, Ed25519, RSA 3072, RSA 2048-4096,"
                            + " ML-DSA-44, ML-DSA-65, ML-DSA-87");
        }
        int least = Integer.parseInt(text.substring(4, 8));
        int most = text.length() > 8 ? Integer.parseInt(text.substring(9)) : least;
        if (least < LEAST_RSA || most > MOST_RSA || least > most) {
            throw new IllegalArgumentException("allows RSA keys outside of " + LEAST_RSA + " to " + MOST_RSA + " bits");
        }
        return new AllowedKey(Algorithm.RSA, least, most);
    }

    public boolean allows(SubjectKey key) {
        return key.algorithm() == algorithm && key.bits() >= least && key.bits() <= most;
    }

    boolean isMlDsa() {
        return switch (algorithm) {
            case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> true;
            case RSA, EC_P256, EC_P384, EC_P521, ED25519, OTHER -> false;
        };
    }

    /** As it stands in the file. */
    public String label() {
        String smallest = new SubjectKey(algorithm, least, "").label();
        return least == most ? smallest : smallest + "-" + most;
    }
}
