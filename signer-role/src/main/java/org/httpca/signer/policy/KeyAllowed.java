package org.httpca.signer.policy;

import java.io.IOException;
import java.math.BigInteger;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.httpca.pki.SubjectKey;
import org.httpca.problem.ProblemType;
import org.httpca.signer.profile.AllowedKey;
import org.httpca.signer.profile.Profile;

/** The key is of a kind that the profile allows; an RSA key's exponent is odd, and between 2^16 and 2^256 (FIPS 186-5, A.1.1). */
final class KeyAllowed implements Rule {

    private static final BigInteger LEAST_EXPONENT = BigInteger.ONE.shiftLeft(16);
    private static final int MOST_EXPONENT_BITS = 256;

    @Override
    public String name() {
        return "key-allowed";
    }

    @Override
    public Finding check(CertificateApplication application) {
        SubjectKey key = application.certificationRequest().key();
        Profile profile = application.profile();
        if (profile.keys().stream().noneMatch(allowed -> allowed.allows(key))) {
            return Finding.reject(
                    ProblemType.BAD_PUBLIC_KEY,
                    "Profile '" + profile.name() + "' does not take a key of the kind " + key.label() + ". It takes "
                            + profile.keys().stream().map(AllowedKey::label).collect(Collectors.joining(", ")) + ".");
        }
        if (key.algorithm() == SubjectKey.Algorithm.RSA
                && !exponentIsSound(application.certificationRequest().subjectPublicKeyInfo())) {
            return Finding.reject(
                    ProblemType.BAD_PUBLIC_KEY,
                    "The RSA key's public exponent is even, too small or too large. Make the key with the exponent 65537.");
        }
        return Finding.pass("The key is " + key.label() + ".");
    }

    private static boolean exponentIsSound(SubjectPublicKeyInfo key) {
        try {
            BigInteger exponent = RSAPublicKey.getInstance(key.parsePublicKey()).getPublicExponent();
            return exponent.testBit(0)
                    && exponent.compareTo(LEAST_EXPONENT) > 0
                    && exponent.bitLength() <= MOST_EXPONENT_BITS;
        } catch (IOException e) {
            return false;
        }
    }
}
