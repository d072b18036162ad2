package org.httpca.pki.pkcs11;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Optional;
import org.httpca.pki.Printable;
import org.jspecify.annotations.Nullable;

/**
 * A token that is logged in to, and its keys by their labels: the CKA_LABEL of the certificate that has the private key's CKA_ID. A
 * token that was away is logged in to again when a key is next asked to sign, but never again after it has refused the PIN.
 */
public final class Token {

    private static final int LONGEST_LABEL = 160;

    private final TokenSlot slot;
    private final TokenPin pin;
    /** Of a slot that was empty: it waits for the token by itself. */
    private @Nullable Provider waiting;

    private @Nullable TokenException refusal;
    private TokenSession session;
    private volatile @Nullable String trouble;

    private Token(TokenSlot slot, TokenPin pin) {
        this.slot = slot;
        this.pin = pin;
        this.session = TokenSession.open(slot, TokenSession.provider(slot), pin);
    }

    /** @throws TokenException with a sentence, if the library, the slot, the token or the PIN is not right */
    public static Token open(TokenSlot slot, TokenPin pin) {
        return new Token(slot, pin);
    }

    /** May a key here be called this? Letters, digits and {@code . _ @ -}. */
    public static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= LONGEST_LABEL
                && label.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "._@-".indexOf(c) >= 0));
    }

    /**
     * The key of this label, which must be one that nobody can read, and the one of this certificate.
     *
     * @throws TokenException with a sentence, if it is not there, not that one, or not kept as it should be
     */
    public TokenKey key(String label, PublicKey expected) {
        return TokenKey.of(this, session(), label, expected);
    }

    /** The certificate of this label. */
    public X509Certificate certificate(String label) {
        try {
            if (session().keys().getCertificate(label) instanceof X509Certificate certificate) {
                return certificate;
            }
            throw missing(label);
        } catch (KeyStoreException e) {
            throw unreadable(e);
        }
    }

    /**
     * Has the token make a key that never leaves it.
     *
     * @param algorithm {@code EC} or {@code RSA}
     * @throws TokenException if the label is taken, or the token makes no such key
     */
    public NewTokenKey generate(String label, String algorithm, AlgorithmParameterSpec parameters) {
        if (!isLabel(label)) {
            throw new IllegalArgumentException("'" + label + "' is no label: letters, digits and . _ @ -");
        }
        TokenSession now = session();
        try {
            if (now.keys().containsAlias(label)) {
                throw new TokenException("The token in " + slot + " has a key or certificate '" + label
                        + "' already: delete it first, if nothing needs it.");
            }
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, now.provider());
            generator.initialize(parameters);
            KeyPair pair = generator.generateKeyPair();
            TokenKey.mustStayInside(label, pair.getPrivate());
            return new NewTokenKey(now, label, pair);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new TokenException(
                    "The token in " + slot + " makes no " + algorithm + " key (" + TokenSession.code(e) + ").", e);
        }
    }

    /** Deletes a key and its certificate, such as those of a set-up that came to nothing. */
    public void delete(String label) {
        try {
            session().keys().deleteEntry(label);
        } catch (KeyStoreException | ProviderException e) {
            throw new TokenException(
                    "The token in " + slot + " did not delete '" + label + "' (" + TokenSession.code(e) + ").", e);
        }
    }

    /** A sentence for the operator while the token does not sign. */
    public Optional<String> alarm() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public String toString() {
        return "Token[" + slot + "]";
    }

    synchronized TokenSession session() {
        return session;
    }

    /** A session after this one, which did not sign: whoever comes first logs in again. */
    synchronized TokenSession after(TokenSession broken) {
        if (session != broken) {
            return session;
        }
        if (refusal != null) {
            throw refusal;
        }
        Provider provider = waiting == null ? TokenSession.provider(slot) : waiting;
        waiting = provider;
        try {
            session = TokenSession.open(slot, provider, pin);
            waiting = null;
        } catch (TokenException e) {
            if (e.pinRefused()) {
                refusal = e;
            }
            throw e;
        }
        return session;
    }

    void signed() {
        if (trouble != null) {
            trouble = null;
        }
    }

    void didNotSign(Exception fault) {
        trouble = fault instanceof TokenException
                ? fault.getMessage()
                : "The token in " + slot + " does not sign (" + TokenSession.code(fault)
                        + "). What needs its keys waits, and goes on by itself.";
    }

    TokenException missing(String label) {
        return new TokenException("The token in " + slot + " has no private key with a certificate that is labelled '"
                + Printable.text(label, LONGEST_LABEL) + "'. Look at: pkcs11-tool --module " + slot.library()
                + " --slot " + slot.slot() + " --login --list-objects");
    }

    TokenException unreadable(Exception fault) {
        return new TokenException(
                "The keys of the token in " + slot + " cannot be listed (" + TokenSession.code(fault) + ").", fault);
    }

    static @Nullable PrivateKey find(TokenSession session, String label) throws GeneralSecurityException {
        return session.keys().getKey(label, null) instanceof PrivateKey key ? key : null;
    }
}
