package org.httpca.signer.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import org.httpca.envelope.MessagingTrust;

/**
 * The messaging CA before this one, while both are believed: its certificate, and its last list of revoked identities. Its key is
 * gone, so that the list is never another.
 */
final class FormerAuthority {
    private static final String CERTIFICATE = "messaging-ca-former.pem";
    private static final String LIST = "messaging-ca-former.crl";

    private final Folder operator;

    FormerAuthority(Folder operator) {
        this.operator = operator;
    }

    boolean isBelieved() {
        return Files.exists(operator.file(CERTIFICATE));
    }

    boolean vouchesFor(X509Certificate identity) {
        return isBelieved()
                && MessagingTrust.read(operator.file(CERTIFICATE), null).vouchesFor(identity);
    }

    /** In PEM; empty where there is none. */
    String certificate() {
        return Identities.readIfThere(operator.file(CERTIFICATE));
    }

    /** Empty where there is none. */
    String list() {
        return Identities.readIfThere(operator.file(LIST));
    }

    void keep(X509Certificate certificate, String list) {
        operator.write(LIST, list);
        operator.write(CERTIFICATE, Machines.pem(certificate));
    }

    /** It is believed no longer. */
    void drop() {
        try {
            Files.delete(operator.file(CERTIFICATE));
            Files.deleteIfExists(operator.file(LIST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
