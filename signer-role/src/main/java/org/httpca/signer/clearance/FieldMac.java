package org.httpca.signer.clearance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/** HMAC-SHA-256 over fields, each with its length before it, so that no two lists of fields are the same octets. */
final class FieldMac {

    private final SecretKey key;

    FieldMac(SecretKey key) {
        this.key = key;
    }

    Octets of(
            String label,
            UUID id,
            Octets digest,
            String profileHash,
            int approvalsRequired,
            @Nullable String findings) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            field(mac, utf8(label));
            field(mac, utf8(id.toString()));
            field(mac, digest.toArray());
            field(mac, utf8(profileHash));
            mac.update(number(approvalsRequired));
            if (findings != null) {
                field(mac, utf8(findings));
            }
            return Octets.of(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The clearance key cannot be used.", e);
        }
    }

    private static void field(Mac mac, byte[] octets) {
        mac.update(number(octets.length));
        mac.update(octets);
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
