package org.httpca.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificationRequestTest {

    @ParameterizedTest
    @CsvSource({
        "RSA, 2048, SHA256withRSA, RSA 2048",
        "EC, 256, SHA256withECDSA, EC P-256",
        "EC, 384, SHA384withECDSA, EC P-384",
        "EC, 521, SHA512withECDSA, EC P-521",
        "Ed25519, 0, Ed25519, Ed25519",
        "ML-DSA-44, 0, ML-DSA-44, ML-DSA-44",
        "ML-DSA-65, 0, ML-DSA-65, ML-DSA-65",
        "ML-DSA-87, 0, ML-DSA-87, ML-DSA-87",
    })
    void aRequestOfEachKeyIsRead(String algorithm, int size, String signature, String label) throws Exception {
        byte[] der = request(pair(algorithm, size), signature, "CN=www.example.com", (GeneralName[]) null);
        CertificationRequest request = CertificationRequest.readDer(der).orElseThrow();
        assertThat(request.key().label()).isEqualTo(label);
        assertThat(request.identifiers()).extracting(Identifier::value).containsExactly("www.example.com");
        assertThat(request.fingerprint()).isEqualTo(Octets.of(der).sha256().hex());
        assertThat(CertificationRequest.readPem("some text\n" + request.pem().replace("\n", "\r\n"))
                        .orElseThrow()
                        .fingerprint())
                .isEqualTo(request.fingerprint());
    }

    @Test
    void alternativeNamesGoBeforeTheCommonName() throws Exception {
        byte[] der = request(
                pair("EC", 256),
                "SHA256withECDSA",
                "CN=cn.example.com",
                new GeneralName(GeneralName.dNSName, "B.example.com"),
                new GeneralName(GeneralName.dNSName, "a.example.com"),
                new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[] {10, 0, 0, 1})));
        assertThat(CertificationRequest.readDer(der).orElseThrow().identifiers())
                .extracting(Identifier::value)
                .containsExactly("a.example.com", "b.example.com", "10.0.0.1");
    }

    @Test
    void aCommonNameThatIsNoDnsNameIsNone() throws Exception {
        byte[] der = request(pair("EC", 256), "SHA256withECDSA", "CN=A Person", (GeneralName[]) null);
        assertThat(CertificationRequest.readDer(der).orElseThrow().identifiers())
                .isEmpty();
    }

    @Test
    void otherKindsOfNameAreRefused() throws Exception {
        byte[] der = request(
                pair("EC", 256),
                "SHA256withECDSA",
                "CN=x",
                new GeneralName(GeneralName.rfc822Name, "someone@example.com"));
        assertRefused(der, ProblemType.UNSUPPORTED_IDENTIFIER);
    }

    @Test
    void anotherKeysSignatureIsRefused() throws Exception {
        KeyPair one = pair("EC", 256);
        KeyPair two = pair("EC", 256);
        byte[] der = request(
                new KeyPair(one.getPublic(), two.getPrivate()), "SHA256withECDSA", "CN=a.example", (GeneralName[])
                        null);
        assertRefused(der, ProblemType.BAD_CSR);
    }

    @Test
    void weakDigestsProveNothing() throws Exception {
        KeyPair rsa = pair("RSA", 2048);
        for (String weak : List.of("MD5withRSA", "SHA1withRSA")) {
            assertRefused(request(rsa, weak, "CN=a.example", (GeneralName[]) null), ProblemType.BAD_CSR);
        }
    }

    @Test
    void trailingOctetsAreRefused() throws Exception {
        byte[] der = request(pair("EC", 256), "SHA256withECDSA", "CN=a.example", (GeneralName[]) null);
        assertRefused(java.util.Arrays.copyOf(der, der.length + 1), ProblemType.BAD_CSR);
    }

    @Test
    void tooLargeIsSaidBeforeItIsParsed() {
        assertRefused(new byte[CertificationRequest.MAX_OCTETS + 1], ProblemType.REQUEST_TOO_LARGE);
    }

    @Test
    void noMutationIsTakenAndNoneIsAFault() throws Exception {
        byte[] der = request(
                pair("EC", 256), "SHA256withECDSA", "CN=a.example", new GeneralName(GeneralName.dNSName, "a.example"));
        Random random = new Random(3);
        for (int round = 0; round < 2000; round++) {
            byte[] mutated = der.clone();
            mutated[random.nextInt(der.length)] ^= (byte) (1 + random.nextInt(255));
            assertThat(CertificationRequest.readDer(mutated).isPassed()).isFalse();
        }
    }

    private static void assertRefused(byte[] der, ProblemType type) {
        Result<CertificationRequest> result = CertificationRequest.readDer(der);
        assertThat(result).isInstanceOf(Result.Refused.class);
        assertThat(((Result.Refused<CertificationRequest>) result).problem().type())
                .isEqualTo(type);
    }

    private static KeyPair pair(String algorithm, int size) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, Crypto.BOUNCY_CASTLE);
        if (size > 0) {
            generator.initialize(size);
        }
        return generator.generateKeyPair();
    }

    private static byte[] request(
            KeyPair pair, String signature, String subject, GeneralName @org.jspecify.annotations.Nullable ... names)
            throws Exception {
        var builder = new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), pair.getPublic());
        if (names != null) {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
        }
        return builder.build(new JcaContentSignerBuilder(signature)
                        .setProvider(Crypto.BOUNCY_CASTLE)
                        .build(pair.getPrivate()))
                .getEncoded();
    }
}
