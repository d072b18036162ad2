package org.httpca.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.httpca.message.MessageJson;
import org.httpca.pki.Crypto;
import org.jspecify.annotations.Nullable;

/** The key of an ACME account, and what it signs: the flattened JWS of RFC 8555, section 6.2. */
final class AccountSigner {
    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

    private final JWK jwk;
    private final String thumbprint;
    private final PrivateKey key;
    private final String jwa;
    private final String jca;

    private AccountSigner(JWK jwk, PrivateKey key, String jwa, String jca) throws JOSEException {
        this.jwk = jwk;
        this.thumbprint = jwk.computeThumbprint().toString();
        this.key = key;
        this.jwa = jwa;
        this.jca = jca;
    }

    static AccountSigner make(KeyKind kind, SecureRandom random) {
        try {
            KeyPair pair = kind.generator(random).generateKeyPair();
            return switch (kind) {
                // r and s one after the other (RFC 7518, section 3.4), not as DER
                case P256 ->
                    new AccountSigner(
                            new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic()).build(),
                            pair.getPrivate(),
                            "ES256",
                            "SHA256withPLAIN-ECDSA");
                case RSA2048 ->
                    new AccountSigner(
                            new RSAKey.Builder((RSAPublicKey) pair.getPublic()).build(),
                            pair.getPrivate(),
                            "RS256",
                            "SHA256withRSA");
            };
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("No account key can be made", e);
        }
    }

    /** RFC 7638, with SHA-256. */
    String thumbprint() {
        return thumbprint;
    }

    /**
     * A signed body.
     *
     * @param kid the account's URL; null before there is one, and the key stands there itself
     * @param payload JSON; empty for POST-as-GET
     */
    byte[] sign(String url, String nonce, @Nullable String kid, String payload) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", jwa);
        if (kid == null) {
            header.put("jwk", jwk.toJSONObject());
        } else {
            header.put("kid", kid);
        }
        header.put("nonce", nonce);
        header.put("url", url);
        String head = encode(MessageJson.mapper().writeValueAsBytes(header));
        String body = encode(payload.getBytes(StandardCharsets.UTF_8));
        Map<String, Object> jws = new LinkedHashMap<>();
        jws.put("protected", head);
        jws.put("payload", body);
        jws.put("signature", encode(signature(head + "." + body)));
        return MessageJson.mapper().writeValueAsBytes(jws);
    }

    private byte[] signature(String text) {
        try {
            Signature signer = Signature.getInstance(jca, Crypto.BOUNCY_CASTLE);
            signer.initSign(key);
            signer.update(text.getBytes(StandardCharsets.US_ASCII));
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The account key does not sign", e);
        }
    }

    static String encode(byte[] octets) {
        return BASE64_URL.encodeToString(octets);
    }
}
