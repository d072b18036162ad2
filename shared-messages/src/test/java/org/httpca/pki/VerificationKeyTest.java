package org.httpca.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Bouncy Castle signs is verified by whatever verifies here, and nothing else is. */
class VerificationKeyTest {
    private static final byte[] WORDS = "to be signed".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "EC, secp256r1, SHA256withECDSA",
        "EC, secp384r1, SHA384withECDSA",
        "EC, secp521r1, SHA512withECDSA",
        "EC, secp256k1, SHA256withECDSA",
        "Ed25519, , Ed25519",
        "ML-DSA-44, , ML-DSA-44",
        "ML-DSA-65, , ML-DSA-65",
        "ML-DSA-87, , ML-DSA-87",
        "RSA, , SHA256withRSA"
    })
    void whatWasSignedHoldsAndNothingElse(String kind, @Nullable String curve, String algorithm) throws Exception {
        KeyPair pair = pair(kind, curve);
        KeyPair another = pair(kind, curve);
        byte[] signature = signed(pair.getPrivate(), algorithm);
        VerificationKey key = VerificationKey.of(info(pair));

        assertThat(key.holds(identifier(algorithm), WORDS, signature)).isTrue();
        assertThat(key.holds(identifier(algorithm), WORDS, signed(another.getPrivate(), algorithm)))
                .isFalse();
        assertThat(key.holds(identifier(algorithm), "another".getBytes(StandardCharsets.US_ASCII), signature))
                .isFalse();
        assertThat(key.holds(identifier(algorithm), WORDS, Arrays.copyOf(signature, signature.length - 1)))
                .isFalse();
        assertThat(key.holds(identifier(algorithm), WORDS, Arrays.copyOf(signature, signature.length + 1)))
                .isFalse();
        assertThat(key.holds(identifier(algorithm), WORDS, new byte[0])).isFalse();
        String other = algorithm.endsWith("RSA") ? "SHA256withECDSA" : "SHA256withRSA";
        assertThat(key.holds(identifier(other), WORDS, signature)).isFalse();
    }

    @Test
    void aPointThatIsNotOnItsCurveIsNoKey() throws Exception {
        SubjectPublicKeyInfo good = info(pair("EC", "secp256r1"));
        byte[] point = good.getPublicKeyData().getOctets().clone();
        point[point.length - 1] ^= 1;

        assertThatThrownBy(() -> VerificationKey.of(new SubjectPublicKeyInfo(good.getAlgorithm(), point)))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> VerificationKey.of(new SubjectPublicKeyInfo(good.getAlgorithm(), new byte[] {0})))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> VerificationKey.of(new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(good.getAlgorithm().getAlgorithm(), DERNull.INSTANCE), point)))
                .isInstanceOf(GeneralSecurityException.class);
    }

    private static KeyPair pair(String kind, @Nullable String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind, Crypto.BOUNCY_CASTLE);
        if (curve != null) {
            generator.initialize(new ECGenParameterSpec(curve));
        } else if (kind.equals("RSA")) {
            generator.initialize(2048);
        }
        return generator.generateKeyPair();
    }

    private static SubjectPublicKeyInfo info(KeyPair pair) {
        return SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
    }

    private static byte[] signed(PrivateKey key, String algorithm) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm, Crypto.BOUNCY_CASTLE);
        signature.initSign(key);
        signature.update(WORDS);
        return signature.sign();
    }

    private static AlgorithmIdentifier identifier(String algorithm) {
        return new DefaultSignatureAlgorithmIdentifierFinder().find(algorithm);
    }
}
