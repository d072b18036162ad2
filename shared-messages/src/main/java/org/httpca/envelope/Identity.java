package org.httpca.envelope;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.List;
import org.httpca.message.Role;
import org.httpca.pki.Crypto;
import org.httpca.pki.KeyFile;
import org.httpca.pki.SigningKey;
import org.httpca.pki.pkcs11.Token;
import org.jspecify.annotations.Nullable;

/** The key and certificate of one instance of a role, from the messaging CA: what it seals envelopes with. */
public final class Identity {

    private final IdentityUri uri;
    private final List<X509Certificate> chain;
    private final SigningKey key;
    /** Null where the key is in a token. */
    private final KeyFile.@Nullable Entry entry;

    Identity(KeyFile.Entry entry) {
        this(entry.chain(), SigningKey.of(entry.key(), Crypto.ecdsa()), entry);
    }

    private Identity(List<X509Certificate> chain, SigningKey key, KeyFile.@Nullable Entry entry) {
        IdentityUri carried = IdentityUri.of(chain.get(0));
        if (carried == null) {
            throw new IllegalArgumentException("the certificate carries no urn:httpca: name, so it is no identity");
        }
        if (!(chain.get(0).getPublicKey() instanceof ECPublicKey ec)
                || ec.getParams().getCurve().getField().getFieldSize() != 256) {
            throw new IllegalArgumentException("an identity's key is a P-256 key");
        }
        this.uri = carried;
        this.chain = List.copyOf(chain);
        this.key = key;
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

    /**
     * An identity whose key is in a token, with its certificate beside it.
     *
     * @throws org.httpca.pki.pkcs11.TokenException if the token has no such key
     * @throws IllegalArgumentException if its certificate is no identity, or of no messaging CA that is believed
     */
    public static Identity inToken(Token token, String label, MessagingTrust trust) {
        X509Certificate certificate = token.certificate(label);
        X509Certificate messagingCa = trust.issuerOf(certificate)
                .orElseThrow(() -> new IllegalArgumentException("the messaging CA does not vouch for its certificate"));
        return new Identity(List.of(certificate, messagingCa), token.key(label, certificate.getPublicKey()), null);
    }

    /** Writes it as a PKCS#12 file that only its owner can read. One in a token cannot be written. */
    public void save(Path pkcs12, char[] passphrase) {
        if (entry == null) {
            throw new IllegalStateException("the key of " + uri + " is in a token and stays there");
        }
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
        return chain.get(0);
    }

    /** The certificate first; the messaging CA's is last. */
    public List<X509Certificate> chain() {
        return chain;
    }

    SigningKey key() {
        return key;
    }

    /** When the certificate ends. */
    public Instant notAfter() {
        return certificate().getNotAfter().toInstant();
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
