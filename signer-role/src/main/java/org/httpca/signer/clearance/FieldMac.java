package org.httpca.signer.clearance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * HMAC-SHA-256 (RFC 2104) with the clearance key, which only the signer's keystore holds, over a label and fields, each with
 * its length before it: no two lists of fields are the same octets, and no MAC stands for one with another label.
 */
public final class FieldMac {

    private final SecretKey key;
    private final List<Former> former;
    private final boolean ofThePast;
    private final Supplier<Instant> now;

    /**
     * A key that was renewed.
     *
     * @param until what was made with it holds until then
     */
    public record Former(SecretKey key, Instant until) {
        @Override
        public String toString() {
            return "Former[until " + until + "]";
        }
    }

    public FieldMac(SecretKey key) {
        this(key, List.of(), false, () -> Instant.EPOCH);
    }

    /** @param former makes nothing any more */
    public FieldMac(SecretKey key, List<Former> former, Clock clock) {
        this(key, List.copyOf(former), false, clock::instant);
    }

    private FieldMac(SecretKey key, List<Former> former, boolean ofThePast, Supplier<Instant> now) {
        this.key = key;
        this.former = former;
        this.ofThePast = ofThePast;
        this.now = now;
    }

    /**
     * The same, for which what was made with a former key holds for ever. For what no MAC alone can bring about: telling again of
     * a certificate, which carries the CA's signature.
     */
    public FieldMac ofThePast() {
        return new FieldMac(key, former, true, now);
    }

    /**
     * The MAC of these fields.
     *
     * @param label what it is for
     * @return 32 octets
     */
    public byte[] of(String label, byte[]... fields) {
        return of(key, label, fields);
    }

    /** Whether this is the MAC of these fields, by the key of now, or by a former one whose time is not over. */
    public boolean holds(byte[] claimed, String label, byte[]... fields) {
        boolean holds = MessageDigest.isEqual(of(label, fields), claimed);
        for (Former before : former) {
            if (!holds && (ofThePast || now.get().isBefore(before.until()))) {
                holds = MessageDigest.isEqual(of(before.key(), label, fields), claimed);
            }
        }
        return holds;
    }

    private static byte[] of(SecretKey key, String label, byte[]... fields) {
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
