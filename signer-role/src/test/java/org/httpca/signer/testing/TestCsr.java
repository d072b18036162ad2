package org.httpca.signer.testing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.jcajce.spec.MLDSAParameterSpec;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.httpca.pki.Crypto;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.httpca.pki.key.MlDsa;

/** Certification requests, as subscribers make them. */
public final class TestCsr {

    private TestCsr() {}

    public static KeyPair ec(String curve) {
        return generate("EC", new ECGenParameterSpec(curve));
    }

    public static KeyPair rsa(int bits, long exponent) {
        return generate("RSA", new RSAKeyGenParameterSpec(bits, java.math.BigInteger.valueOf(exponent)));
    }

    public static KeyPair ed25519() {
        return generate("Ed25519", new java.security.spec.NamedParameterSpec("Ed25519"));
    }

    public static KeyPair mlDsa(MlDsa set) {
        return generate("ML-DSA", MLDSAParameterSpec.fromName(set.label()));
    }

    private static KeyPair generate(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, Crypto.BOUNCY_CASTLE);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The DER of a PKCS#10 with a fresh P-256 key. */
    public static Octets forNames(String... names) {
        return with(ec("secp256r1"), names);
    }

    public static Octets with(KeyPair key, String... names) {
        return asking(key, "O=Applied Botany, CN=greenhouse", new ExtensionsGenerator(), names);
    }

    /** One that asks for more than names. */
    public static Octets asking(KeyPair key, String subject, ExtensionsGenerator extensions, String... names) {
        try {
            JcaPKCS10CertificationRequestBuilder request =
                    new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), key.getPublic());
            if (names.length > 0) {
                extensions.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(Arrays.stream(names)
                                .map(name ->
                                        Identifier.parse(name).orElseThrow().toGeneralName())
                                .toArray(GeneralName[]::new)));
                request.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
            }
            String algorithm = switch (key.getPrivate().getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "Ed25519", "EdDSA" -> "Ed25519";
                case "ML-DSA-44", "ML-DSA-65", "ML-DSA-87" -> key.getPrivate().getAlgorithm();
                default -> "SHA256withECDSA";
            };
            return Octets.of(request.build(new JcaContentSignerBuilder(algorithm)
                            .setProvider(Crypto.BOUNCY_CASTLE)
                            .build(key.getPrivate()))
                    .getEncoded());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
