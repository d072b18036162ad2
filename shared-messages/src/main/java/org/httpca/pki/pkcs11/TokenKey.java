package org.httpca.pki.pkcs11;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.httpca.pki.LongOctets;
import org.httpca.pki.NotSignedException;
import org.httpca.pki.SigningKey;
import org.httpca.pki.VerificationKey;

/**
 * A private key in a token. If it does not sign, the token is logged in to again, once, and asked again; if that is of no use, the
 * signature is a fault, and the next one begins anew.
 */
public final class TokenKey implements SigningKey {

    /** All that the platform tells of CKA_TOKEN, CKA_SENSITIVE and CKA_EXTRACTABLE. What is not exactly this, is not believed. */
    private static final Pattern INSIDE = Pattern.compile(".*\\btoken object, sensitive, unextractable\\)$");

    private static final byte[] TRIAL =
            "HttpCA asks a key whether it is the one of its certificate".getBytes(StandardCharsets.US_ASCII);

    /** The key as one session has it. */
    private record Handle(TokenSession session, PrivateKey key) {

        byte[] sign(String algorithm, LongOctets content) throws GeneralSecurityException {
            Signature signature = Signature.getInstance(algorithm, session.provider());
            signature.initSign(key);
            return SigningKey.over(content, signature);
        }
    }

    private final Token token;
    private final String label;
    private final PublicKey expected;
    private volatile Handle handle;

    private TokenKey(Token token, String label, PublicKey expected, TokenSession session) {
        this.token = token;
        this.label = label;
        this.expected = expected;
        this.handle = found(session);
    }

    static TokenKey of(Token token, TokenSession session, String label, PublicKey expected) {
        TokenKey key = new TokenKey(token, label, expected, session);
        key.mustBeTheOneOfItsCertificate();
        return key;
    }

    /** Refused, if the token would give it to anybody: in the clear, or wrapped by another key. */
    static void mustStayInside(String label, PrivateKey key) {
        if (key.getEncoded() != null || !INSIDE.matcher(key.toString()).matches()) {
            throw new TokenException("The key '" + label
                    + "' can be taken out of its token: it must be a token object with CKA_SENSITIVE true and CKA_EXTRACTABLE"
                    + " false. Make another one, in the token.");
        }
    }

    @Override
    public byte[] sign(String algorithm, LongOctets content) {
        Handle now = handle;
        try {
            byte[] signature = now.sign(algorithm, content);
            token.signed();
            return signature;
        } catch (GeneralSecurityException | ProviderException e) {
            return signAgain(now, algorithm, content, e);
        }
    }

    private byte[] signAgain(Handle broken, String algorithm, LongOctets content, Exception first) {
        try {
            Handle fresh = found(token.after(broken.session()));
            byte[] signature = fresh.sign(algorithm, content);
            handle = fresh;
            token.signed();
            return signature;
        } catch (GeneralSecurityException | ProviderException | TokenException e) {
            token.didNotSign(e);
            e.addSuppressed(first);
            throw new NotSignedException(
                    "The key '" + label + "' in the token did not sign (" + TokenSession.code(e) + ")", e);
        }
    }

    private Handle found(TokenSession session) {
        try {
            PrivateKey key = Token.find(session, label);
            Certificate certificate = session.keys().getCertificate(label);
            if (key == null || certificate == null) {
                throw token.missing(label);
            }
            if (!Arrays.equals(certificate.getPublicKey().getEncoded(), expected.getEncoded())) {
                throw another();
            }
            mustStayInside(label, key);
            return new Handle(session, key);
        } catch (GeneralSecurityException | ProviderException e) {
            throw token.unreadable(e);
        }
    }

    /** A certificate and a key of the same CKA_ID need not belong together. */
    private void mustBeTheOneOfItsCertificate() {
        String algorithm = expected.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        byte[] signature = sign(algorithm, TRIAL);
        try {
            boolean holds = VerificationKey.of(SubjectPublicKeyInfo.getInstance(expected.getEncoded()))
                    .holds(new DefaultSignatureAlgorithmIdentifierFinder().find(algorithm), TRIAL, signature);
            if (!holds) {
                throw another();
            }
        } catch (GeneralSecurityException e) {
            throw new TokenException("The certificate of the key '" + label + "' has a public key of another type.", e);
        }
    }

    private TokenException another() {
        return new TokenException("The key '" + label + "' in the token is another one than its certificate is for.");
    }

    @Override
    public String toString() {
        return "TokenKey[" + label + "]";
    }
}
