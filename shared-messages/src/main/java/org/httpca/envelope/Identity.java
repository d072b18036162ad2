package org.httpca.envelope;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.httpca.message.Role;
import org.httpca.pki.KeyFile;
import org.jspecify.annotations.Nullable;

/** The key and certificate of one instance of a role, from the messaging CA: what it seals envelopes with. */
public final class Identity {

    private final IdentityUri uri;
    private final KeyFile.Entry entry;

    Identity(KeyFile.Entry entry) {
        IdentityUri carried = IdentityUri.of(entry.certificate());
        if (carried == null) {
            throw new IllegalArgumentException("the certificate carries no urn:httpca: name, so it is no identity");
        }
        this.uri = carried;
        this.entry = entry;
    }

    /**
     * Reads an identity from its PKCS#12 file.
     *
     * @throws java.io.UncheckedIOException if the file cannot be read, or the passphrase is wrong
     * @throws IllegalArgumentException if it holds no identity
     */
    public static Identity load(Path pkcs12, char[] passphrase) {
        return new Identity(KeyFile.load(pkcs12, passphrase));
    }

    /** Whom an identity is of. */
    public record Name(String installation, Role role, String instance) {}

    /** The name that a certificate carries; null if it is not an identity's. Who signed it is not looked at. */
    public static @Nullable Name nameIn(X509Certificate certificate) {
        IdentityUri uri = IdentityUri.of(certificate);
        return uri == null ? null : new Name(uri.installation(), uri.role(), uri.instance());
    }

    /** Writes it as a PKCS#12 file that only its owner can read. */
    public void save(Path pkcs12, char[] passphrase) {
        KeyFile.save(pkcs12, passphrase, entry);
    }

    public String installation() {
        return uri.installation();
    }

    public Role role() {
        return uri.role();
    }

    public String instance() {
        return uri.instance();
    }

    public X509Certificate certificate() {
        return entry.certificate();
    }

    /** The certificate first; the messaging CA's is last. */
    public List<X509Certificate> chain() {
        return entry.chain();
    }

    public PrivateKey privateKey() {
        return entry.key();
    }

    /** When the certificate ends. */
    public Instant notAfter() {
        return entry.certificate().getNotAfter().toInstant();
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
