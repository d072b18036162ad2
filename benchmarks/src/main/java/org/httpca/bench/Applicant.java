package org.httpca.bench;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.httpca.pki.Crypto;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;

/**
 * Who asks for one certificate, with everything made beforehand.
 *
 * @param name the DNS name asked for
 * @param csr PKCS#10, DER
 * @param publicKey the SHA-256 of the SubjectPublicKeyInfo
 */
record Applicant(String name, Octets csr, Octets publicKey) {

    /** The installation must sign names under it without approval. */
    static final String DOMAIN = "bench.test";

    private static final int PORTION = 64;

    /**
     * Makes that many on all cores, each with a fresh key and a name that no other run has.
     *
     * @param made counts them
     */
    static List<Applicant> make(int count, KeyKind kind, SecureRandom random, AtomicInteger made, Stop stop) {
        byte[] run = new byte[5];
        random.nextBytes(run);
        String suffix = HexFormat.of().formatHex(run);
        List<Applicant> all = new ArrayList<>(count);
        while (all.size() < count) {
            int from = all.size();
            all.addAll(IntStream.range(from, Math.min(count, from + PORTION))
                    .parallel()
                    .mapToObj(n -> make("n" + n + "-" + suffix + "." + DOMAIN, kind, random))
                    .toList());
            made.set(all.size());
            stop.check();
        }
        return List.copyOf(all);
    }

    private static Applicant make(String name, KeyKind kind, SecureRandom random) {
        try {
            KeyPairGenerator generator = kind.generator(random);
            KeyPair pair = generator.generateKeyPair();
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(Identifier.dns(name).orElseThrow().toGeneralName()));
            byte[] csr = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=" + name), pair.getPublic())
                    .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
                    .build(new JcaContentSignerBuilder(kind.signature())
                            .setProvider(Crypto.BOUNCY_CASTLE)
                            .build(pair.getPrivate()))
                    .getEncoded();
            return new Applicant(
                    name,
                    Octets.of(csr),
                    Octets.of(pair.getPublic().getEncoded()).sha256());
        } catch (Exception e) {
            throw new IllegalStateException("No request can be made for " + name, e);
        }
    }
}
