package org.httpca.signer.setup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;

/**
 * The operator's folder {@code identities}: the certificate of each identity that was issued, so that it can be revoked although
 * its key is elsewhere.
 */
final class IdentityRegister {

    private static final String FOLDER = "identities";
    private static final String SUFFIX = ".pem";

    private final Folder folder;

    private IdentityRegister(Folder folder) {
        this.folder = folder;
    }

    static IdentityRegister in(Folder operator) {
        return new IdentityRegister(operator.folder(FOLDER));
    }

    /** Again is as good as once. */
    void record(String instance, X509Certificate certificate) {
        try {
            byte[] der = certificate.getEncoded();
            String name = instance + "-" + Octets.of(der).sha256().hex().substring(0, 16) + SUFFIX;
            if (!Files.exists(folder.file(name))) {
                folder.write(name, Pem.encode("CERTIFICATE", der));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All of them. */
    List<X509Certificate> certificates() {
        List<X509Certificate> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.path())) {
            for (Path file : files.filter(each -> each.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList()) {
                for (byte[] der : Pem.decodeCertificates(Files.readString(file))) {
                    all.add((X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a file in " + folder.path() + " is no certificate.", e);
        }
    }
}
