package org.httpca.forward.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.httpca.pki.Ending;
import org.httpca.pki.FollowedFiles;

/** When the certificates end by which this instance and the broker know each other; read again when the files change. */
public final class BrokerCertificates implements Supplier<List<Ending>> {

    private final FollowedFiles<List<Ending>> files;

    private BrokerCertificates(FollowedFiles<List<Ending>> files) {
        this.files = files;
    }

    /**
     * Reads them.
     *
     * @throws UncheckedIOException if they cannot be read
     */
    public static BrokerCertificates of(BrokerSettings settings, String instance) {
        List<Path> all = Stream.of(settings.tlsKeystore(), settings.tlsPassphraseFile(), settings.tlsTrust())
                .filter(Objects::nonNull)
                .toList();
        return new BrokerCertificates(
                new FollowedFiles<>(all, () -> read(settings, instance), (before, after) -> null));
    }

    /** As the files are now; those from before while they cannot be read. */
    @Override
    public List<Ending> get() {
        files.refresh();
        return files.get();
    }

    private static List<Ending> read(BrokerSettings settings, String instance) {
        List<Ending> endings = new ArrayList<>();
        try {
            if (settings.tlsKeystore() != null && settings.tlsPassphraseFile() != null) {
                KeyStore store = BrokerTls.open(settings.tlsKeystore(), settings.tlsPassphraseFile());
                for (String alias : Collections.list(store.aliases())) {
                    if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate own) {
                        endings.add(ending("The certificate of " + instance + " for the broker", own));
                    }
                }
            }
            if (settings.tlsTrust() != null) {
                for (X509Certificate authority : BrokerTls.certificates(settings.tlsTrust())) {
                    endings.add(ending("The CA of the broker's TLS", authority));
                }
            }
            return List.copyOf(endings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static Ending ending(String what, X509Certificate certificate) {
        return new Ending(what, certificate.getNotAfter().toInstant(), "docs/rotation.md says what to do.");
    }
}
