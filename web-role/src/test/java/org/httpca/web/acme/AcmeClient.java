package org.httpca.web.acme;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.httpca.web.Http;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A client that does as it is told, also what no client should do. */
final class AcmeClient {
    private static final JsonMapper JSON = new JsonMapper();

    private final AcmeUnderTest server;
    private Keys keys;
    private String account = "";

    AcmeClient(AcmeUnderTest server, Keys keys) {
        this.server = server;
        this.keys = keys;
    }

    Keys keys() {
        return keys;
    }

    void take(Keys others) {
        keys = others;
    }

    /** The address of the account. */
    String account() {
        return account;
    }

    String accountId() {
        return account.substring(account.lastIndexOf('/') + 1);
    }

    Http.Answer register(String payload) {
        Http.Answer answer = byKey("/acme/new-account", payload);
        assertThat(answer.status()).as(answer.text()).isIn(200, 201);
        account = answer.header("Location");
        return answer;
    }

    /** Signed by the account, which {@code kid} names. */
    Http.Answer post(String path, String payload) {
        return server.post(path, jws(header(path), payload));
    }

    /** POST-as-GET. */
    Http.Answer get(String path) {
        return post(path, "");
    }

    /** Signed by the bare key. */
    Http.Answer byKey(String path, String payload) {
        return server.post(path, jws(keyHeader(path), payload));
    }

    ObjectNode header(String path) {
        return header(path, server.nonce()).put("kid", account);
    }

    ObjectNode keyHeader(String path) {
        ObjectNode header = header(path, server.nonce());
        header.set("jwk", JSON.readTree(keys.jwk()));
        return header;
    }

    private ObjectNode header(String path, String nonce) {
        return JSON.createObjectNode()
                .put("alg", keys.algorithm())
                .put("nonce", nonce)
                .put("url", server.base() + path);
    }

    /** The inner JWS, by a key of its own. */
    String inner(Keys by, String path, String payload) {
        ObjectNode header = JSON.createObjectNode().put("alg", by.algorithm()).put("url", server.base() + path);
        header.set("jwk", JSON.readTree(by.jwk()));
        return jws(by, header, payload);
    }

    /** An external account binding. */
    String binding(String kid, String hmacKey, String path) {
        ObjectNode header =
                JSON.createObjectNode().put("alg", "HS256").put("kid", kid).put("url", server.base() + path);
        String input = base64(header.toString()) + "." + base64(keys.jwk());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new Base64URL(hmacKey).decode(), "HmacSHA256"));
            return "{\"externalAccountBinding\":"
                    + joined(
                            input,
                            Base64URL.encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)))
                                    .toString())
                    + "}";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String jws(ObjectNode header, String payload) {
        return jws(keys, header, payload);
    }

    private static String jws(Keys by, ObjectNode header, String payload) {
        String input = base64(header.toString()) + "." + base64(payload);
        return joined(input, by.sign(input));
    }

    private static String joined(String input, String signature) {
        String[] parts = input.split("\\.", -1);
        return JSON.createObjectNode()
                .put("protected", parts[0])
                .put("payload", parts[1])
                .put("signature", signature)
                .toString();
    }

    static String base64(String text) {
        return Base64URL.encode(text).toString();
    }
}
