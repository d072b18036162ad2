package org.httpca.signer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.httpca.pki.KeyFile;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;

/**
 * What tests have issued, kept below {@code target/issued} for the last check of {@code mvn verify -Pfull}. What tests make by
 * themselves, such as a faulty certificate for a lint, was not issued, and is not kept.
 */
public final class IssuedCertificates {
    private static final Path FOLDER = Path.of("target", "issued");

    private IssuedCertificates() {}

    public static void keep(byte[] der) {
        try {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(Octets.of(der).sha256().hex() + ".der"), der);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void keep(X509CertificateHolder certificate) {
        try {
            keep(certificate.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that the set-up has put into these folders: the CAs, the identities, and what speaks TLS with the broker. */
    public static void keepAll(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".pem")) {
                    Pem.decodeCertificates(Files.readString(file)).forEach(IssuedCertificates::keep);
                } else if (name.equals("identity.p12")) {
                    char[] passphrase = KeyFile.readSecret(file.resolveSibling("passphrase"));
                    keep(new JcaX509CertificateHolder(
                            KeyFile.load(file, passphrase).certificate()));
                }
            }
        }
    }
}
