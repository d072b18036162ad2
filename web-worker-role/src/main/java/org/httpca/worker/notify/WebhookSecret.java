package org.httpca.worker.notify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.httpca.start.InvalidSettingException;

/**
 * What notices to one receiver are signed with: HMAC-SHA256 over the id, the time and the body, as Standard Webhooks has it
 * (standardwebhooks.com, "Signature scheme"). Two secrets make two signatures.
 */
final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    private final List<SecretKeySpec> keys;

    private WebhookSecret(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /**
     * As it stands in its file.
     *
     * @param key the setting that names the file
     * @throws InvalidSettingException if it is no such secret; what it is instead is not said
     */
    static WebhookSecret of(String key, String text) {
        List<SecretKeySpec> keys = new ArrayList<>();
        for (String secret : text.strip().split("\\s+", -1)) {
            keys.add(key(key, secret));
        }
        if (keys.size() > 2) {
            throw refused(key);
        }
        return new WebhookSecret(keys);
    }

    private static SecretKeySpec key(String key, String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw refused(key);
        }
        byte[] octets;
        try {
            octets = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw refused(key);
        }
        if (octets.length < SHORTEST || octets.length > LONGEST) {
            throw refused(key);
        }
        return new SecretKeySpec(octets, "HmacSHA256");
    }

    private static InvalidSettingException refused(String key) {
        return new InvalidSettingException(
                key + " must name a file with one secret, or two with a space between them, each whsec_ and " + SHORTEST
                        + " to " + LONGEST + " octets in base64: echo \"whsec_$(openssl rand -base64 32)\".");
    }

    /** The header {@code webhook-signature}. */
    String sign(UUID id, long epochSecond, byte[] body) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes((id + "." + epochSecond + ".").getBytes(StandardCharsets.US_ASCII));
        content.writeBytes(body);
        return mac(content.toByteArray());
    }

    /** One signature by each key over what is signed. */
    String mac(byte[] content) {
        return keys.stream().map(key -> "v1," + mac(key, content)).collect(Collectors.joining(" "));
    }

    private static String mac(SecretKeySpec key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is in every Java runtime.", e);
        }
    }
}
