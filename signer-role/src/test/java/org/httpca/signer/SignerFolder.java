package org.httpca.signer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.httpca.embedded.broker.TestBrokers;
import org.httpca.embedded.postgresql.TestDatabases;
import org.httpca.embedded.postgresql.TestDatabases.TestDatabase;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.message.Role;
import org.httpca.pki.KeyFile;
import org.httpca.pki.Pem;
import org.httpca.signer.bed.Hierarchies;
import org.httpca.signer.issuer.Hierarchy;
import org.httpca.signer.key.KeyType;
import org.httpca.signer.profile.Profiles;

/** A signer's configuration as the setup leaves it: files, and settings that name them. */
final class SignerFolder {
    private static final char[] PASSPHRASE = "passphrase".toCharArray();
    private static final MessagingAuthority AUTHORITY =
            MessagingAuthority.create("bed", Clock.systemUTC(), new SecureRandom());
    /** Made once: a passphrase is stretched on purpose, which takes its time. */
    private static final Map<String, byte[]> KEYSTORES = new ConcurrentHashMap<>();

    final Map<String, Object> settings = new LinkedHashMap<>();
    final TestDatabase database;
    final MessagingAuthority authority = AUTHORITY;
    private final Path folder;

    /** @param broker where nothing needs to listen: a signer starts without its broker, and waits for it */
    SignerFolder(Path folder, String broker) throws IOException {
        this.folder = folder;
        Hierarchy hierarchy = Hierarchies.of(KeyType.P256);
        keystore("identity.p12", () -> identity(Role.SIGNER, "signer-1"));
        keystore("worker.p12", () -> identity(Role.WORKER, "worker-1"));
        keystore("ca.p12", () -> hierarchy.issuing().toPkcs12(PASSPHRASE));
        keystore("root.p12", () -> hierarchy.root().toPkcs12(PASSPHRASE));
        secret("passphrase", "passphrase\n");
        Files.writeString(folder.resolve("messaging-ca.pem"), Pem.encode("CERTIFICATE", encoded(authority)));
        Files.write(folder.resolve("root.crl"), hierarchy.rootCrl().getEncoded());
        Files.write(folder.resolve("profiles.yml"), Profiles.defaultFile());
        Files.createDirectories(folder.resolve("administrators"));

        database = TestDatabases.create("role");
        database.ensureRole("role_runtime", "runtime");
        database.ensureRole("role_approval", "approval");
        secret("database-password", "runtime\n");
        secret("owner-password", database.ownerPassword() + "\n");
        secret("broker-password", TestBrokers.SIGNER_PASSWORD + "\n");

        set("public-url", "http://ca.example:8080");
        set("installation", "bed");
        set("database.url", database.url());
        set("database.user", "role_runtime");
        set("database.password-file", "database-password");
        set("migration.user", database.owner());
        set("migration.password-file", "owner-password");
        set("approval.user", "role_approval");
        set("broker.uri", broker);
        set("broker.user", TestBrokers.SIGNER.name());
        set("broker.password-file", "broker-password");
        set("identity.keystore", "identity.p12");
        set("identity.passphrase-file", "passphrase");
        set("messaging-ca", "messaging-ca.pem");
        set("ca.keystore", "ca.p12");
        set("ca.passphrase-file", "passphrase");
        set("ca.root-crl", "root.crl");
        set("profiles", "profiles.yml");
        set("administrators", "administrators");
        settings.put(SettingsReader.FOLDER, folder.toString());
    }

    void set(String key, String value) {
        settings.put("httpca." + key, value);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    private void keystore(String name, Supplier<byte[]> made) throws IOException {
        byte[] octets = KEYSTORES.computeIfAbsent(name, first -> made.get());
        KeyFile.writePrivately(folder.resolve(name), octets);
    }

    private byte[] identity(Role role, String instance) {
        Path file = folder.resolve(instance + ".tmp");
        authority.issue(role, instance, Duration.ofDays(90)).save(file, PASSPHRASE);
        try {
            byte[] octets = Files.readAllBytes(file);
            Files.delete(file);
            return octets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void secret(String name, String content) throws IOException {
        KeyFile.writePrivately(folder.resolve(name), content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static byte[] encoded(MessagingAuthority authority) {
        try {
            return authority.certificate().getEncoded();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
