package org.httpca.approval;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.message.Role;
import org.httpca.order.AdministratorKey;
import org.httpca.order.Administrators;
import org.httpca.pki.Crypto;
import org.httpca.pki.Pem;

/** The folders of administrators as the set-up leaves them: approval.yml, a keystore, a passphrase, the messaging CA. */
final class Operators {
    static final String INSTALLATION = "test-installation";

    private final MessagingAuthority authority;
    private final Map<String, Path> folders = new LinkedHashMap<>();
    private final Map<String, PublicKey> keys = new LinkedHashMap<>();

    Operators(Path parent, SignerSide signer, List<String> names) throws Exception {
        SecureRandom random = new SecureRandom();
        authority = MessagingAuthority.create(INSTALLATION, Clock.systemUTC(), random);
        for (String name : names) {
            AdministratorKey key = AdministratorKey.create(name, Clock.systemUTC(), random);
            Path folder = Files.createDirectories(parent.resolve(name).resolve("operator"));
            key.save(folder.resolve(name + ".p12"), "keystore-secret".toCharArray());
            Files.writeString(folder.resolve("passphrase"), "keystore-secret\n");
            Files.writeString(folder.resolve("database-password"), SignerSide.APPROVAL_PASSWORD + "\n");
            Files.writeString(
                    folder.resolve("messaging-ca.pem"),
                    Pem.encode("CERTIFICATE", authority.certificate().getEncoded()));
            Files.writeString(folder.resolve("approval.yml"), """
                    database:
                      url: %s
                      user: %s
                      password-file: database-password
                    identity:
                      keystore: %s.p12
                      passphrase-file: passphrase
                    installation: %s
                    messaging-ca: messaging-ca.pem
                    """.formatted(
                            signer.url(), SignerSide.APPROVAL_USER, name, INSTALLATION));
            folders.put(name, folder);
            keys.put(name, publicKey(key.publicKeyPem()));
        }
    }

    /** The folder with approval.yml. */
    Path folder(String administrator) {
        Path folder = folders.get(administrator);
        if (folder == null) {
            throw new IllegalArgumentException(administrator);
        }
        return folder;
    }

    Administrators administrators() {
        return Administrators.of(keys);
    }

    /** A signer that knows one of them only. */
    Administrators administrators(String only) {
        return Administrators.of(Map.of(only, Objects.requireNonNull(keys.get(only))));
    }

    Identity signerIdentity(String instance) {
        return authority.issue(Role.SIGNER, instance, Duration.ofDays(90));
    }

    private static PublicKey publicKey(String pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            return new JcaPEMKeyConverter().setProvider(Crypto.BOUNCY_CASTLE).getPublicKey((SubjectPublicKeyInfo)
                    parser.readObject());
        }
    }
}
