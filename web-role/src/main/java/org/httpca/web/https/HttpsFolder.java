package org.httpca.web.https;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.httpca.message.MessageJson;
import org.httpca.pki.Identifier;
import org.httpca.pki.KeyFile;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * What survives a restart: {@code server.pem}, key and chain in one file so that they cannot part, and {@code application.json},
 * what is asked for. Both 0600, in a folder of one process.
 */
final class HttpsFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpsFolder.class);
    private static final long MAX_OCTETS = Pem.MAX_CHARACTERS;

    private final Path folder;
    private final FileChannel lock;

    private HttpsFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** @throws IllegalStateException with the way out, if it cannot be written or another process has it */
    static HttpsFolder open(Path path) {
        try {
            Path folder = path.toAbsolutePath();
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            FileChannel lock =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isTaken(lock)) {
                lock.close();
                throw new IllegalStateException("Another web role keeps its HTTPS key in " + folder
                        + ". Give each instance a folder of its own with httpca.https.folder.");
            }
            return new HttpsFolder(folder, lock);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "httpca.https.folder must be a folder that this process can write to, and is " + path + ".", e);
        }
    }

    private static boolean isTaken(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Empty where there is none, and where what is there is good for nothing. */
    Optional<ServerCertificate> certificate() {
        return read("server.pem").flatMap(text -> {
            PrivateKey key = ServerKey.read(text);
            if (key != null && certificate(key, text) instanceof Result.Passed<ServerCertificate> passed) {
                return Optional.of(passed.value());
            }
            LOG.warn(
                    "HTTPS: {} holds no key with its certificate, and is replaced by new ones.",
                    folder.resolve("server.pem"));
            return Optional.empty();
        });
    }

    private static Result<ServerCertificate> certificate(PrivateKey key, String text) {
        try {
            return ServerCertificate.of(key, Pem.decodeCertificates(text));
        } catch (IllegalArgumentException e) {
            return ServerCertificate.of(key, List.of());
        }
    }

    void save(ServerCertificate certificate) {
        StringBuilder text = new StringBuilder(ServerKey.pem(certificate.key()));
        try {
            for (X509Certificate each : certificate.chain()) {
                text.append(Pem.encode("CERTIFICATE", each.getEncoded()));
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was read cannot be written.", e);
        }
        write("server.pem", text.toString());
    }

    Optional<Application> application() {
        return read("application.json").flatMap(text -> {
            Application read = parse(text);
            if (read == null) {
                LOG.warn("HTTPS: {} cannot be read, and is forgotten.", folder.resolve("application.json"));
            }
            return Optional.ofNullable(read);
        });
    }

    void save(Application application) {
        write(
                "application.json",
                MessageJson.mapper()
                        .writeValueAsString(new Stored(
                                ServerKey.pem(application.key()),
                                application.csr(),
                                application.names().stream()
                                        .map(Identifier::value)
                                        .toList(),
                                application.requestId(),
                                application.failures(),
                                application.nextTry())));
    }

    void forgetApplication() {
        try {
            Files.deleteIfExists(folder.resolve("application.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Application parse(String text) {
        try {
            Stored stored = MessageJson.mapper().readValue(text, Stored.class);
            PrivateKey key = ServerKey.read(stored.key);
            List<Identifier> names = new ArrayList<>();
            stored.names.forEach(name -> names.add(Identifier.parse(name).orElseThrow()));
            return key == null
                    ? null
                    : new Application(key, stored.csr, names, stored.requestId, stored.failures, stored.nextTry);
        } catch (JacksonException | IllegalStateException | NullPointerException e) {
            return null;
        }
    }

    private Optional<String> read(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            return Optional.of(
                    Files.size(file) > MAX_OCTETS ? "" : new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("HTTPS: " + file + " cannot be read.", e);
        }
    }

    private void write(String name, String text) {
        try {
            KeyFile.writePrivately(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("HTTPS: " + folder.resolve(name) + " cannot be written.", e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's form. */
    private record Stored(
            String key,
            Octets csr,
            List<String> names,
            @Nullable UUID requestId,
            int failures,
            @Nullable Instant nextTry) {

        @Override
        public String toString() {
            return "Stored[" + names + "]";
        }
    }
}
