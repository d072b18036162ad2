package org.httpca.signer.clearance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * HMAC-SHA-256 (RFC 2104) with the clearance key, which only the signer's keystore holds, over a label and fields, each with
 * its length before it: no two lists of fields are the same octets, and no MAC stands for one with another label.
 */
public final class FieldMac {

    private final SecretKey key;

    public FieldMac(SecretKey key) {
        this.key = key;
    }

    /**
     * The MAC of these fields.
     *
     * @param label what it is for
     * @return 32 octets
     */
    public byte[] of(String label, byte[]... fields) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            field(mac, utf8(label));
            for (byte[] octets : fields) {
                field(mac, octets);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The clearance key cannot be used.", e);
        }
    }

    /** A field of text. */
    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] number(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static void field(Mac mac, byte[] octets) {
        mac.update(number(octets.length));
        mac.update(octets);
    }
}
