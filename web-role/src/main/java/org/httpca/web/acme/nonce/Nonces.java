package org.httpca.web.acme.nonce;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.pki.Octets;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Nonces (RFC 8555, section 6.5): 5 octets of the time in seconds, 11 random ones, and a MAC over both. Giving one out costs the database
 * nothing, so that nobody can fill it by asking; using one leaves a row, until the nonce would be too old. ADR 0046 says why.
 */
public class Nonces {
    /** Some clients keep one while somebody waits for DNS, and do not try again after badNonce. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    /** The clocks of two web roles differ. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final int TIME = 5;
    private static final int ID = 16;
    private static final int LENGTH = 2 * ID;
    private static final int PURGED_AT_ONCE = 20_000;

    private final NonceKeys keys;
    private final JdbcClient jdbc;
    private final SecureRandom random;
    private final Clock clock;

    Nonces(NonceKeys keys, JdbcClient jdbc, SecureRandom random, Clock clock) {
        this.keys = keys;
        this.jdbc = jdbc;
        this.random = random;
        this.clock = clock;
    }

    /** A fresh one. */
    public String next() {
        long now = clock.instant().getEpochSecond();
        byte[] id = new byte[ID];
        random.nextBytes(id);
        putTime(now, id);
        byte[] nonce = Arrays.copyOf(id, LENGTH);
        System.arraycopy(mac(keys.ours(now), id), 0, nonce, ID, ID);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
    }

    /** Refused unless a web role on this database made it, not too long ago. Whether it was used, {@link #use} says. */
    public Unused check(byte[] nonce) {
        if (nonce.length != LENGTH) {
            throw bad("This is no nonce of this server.");
        }
        long made = ByteBuffer.wrap(nonce).getInt() & 0xffffffffL;
        made = made << 8 | (nonce[TIME - 1] & 0xff);
        long now = clock.instant().getEpochSecond();
        if (made > now + AHEAD.toSeconds() || made <= now - LIFETIME.toSeconds()) {
            throw bad("The nonce is too old.");
        }
        byte[] id = Arrays.copyOf(nonce, ID);
        byte[] mac = Arrays.copyOfRange(nonce, ID, LENGTH);
        Optional<Octets> key = keys.of(made);
        if (key.isEmpty() || !MessageDigest.isEqual(mac, mac(key.get(), id))) {
            throw bad("This is no nonce of this server.");
        }
        return new Unused(Octets.of(id));
    }

    /**
     * Uses it up; refused if it was used before, here or by another web role. There is no wait for the disk: if the database's machine fails, what was used
     * in the last second may be used once more.
     */
    public void use(Unused nonce) {
        int first = jdbc.sql("insert into acme_nonce_used (nonce) select ?"
                        + " from set_config('synchronous_commit', 'off', true) as lazily on conflict do nothing")
                .param(nonce.id.toArray())
                .update();
        if (first == 0) {
            throw bad("The nonce was used before.");
        }
    }

    /** Forgets what is too old to be taken anyway. */
    void purge() {
        long before = clock.instant().minus(LIFETIME).minus(AHEAD).getEpochSecond();
        byte[] end = new byte[TIME];
        putTime(before, end);
        int gone;
        do {
            gone = jdbc.sql("delete from acme_nonce_used where nonce in"
                            + " (select nonce from acme_nonce_used where nonce < ? order by nonce limit "
                            + PURGED_AT_ONCE + ")")
                    .param(end)
                    .update();
        } while (gone == PURGED_AT_ONCE);
        keys.purge(before);
    }

    private static void putTime(long seconds, byte[] octets) {
        for (int i = 0; i < TIME; i++) {
            octets[i] = (byte) (seconds >> (8 * (TIME - 1 - i)));
        }
    }

    private static byte[] mac(Octets key, byte[] id) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.toArray(), "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(id), ID);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AcmeRefusedException bad(String detail) {
        return AcmeRefusedException.of(
                AcmeProblemType.BAD_NONCE, detail + " Try again with the one that came with this answer.");
    }

    /** A nonce of ours that is not too old. */
    public static final class Unused {
        private final Octets id;

        private Unused(Octets id) {
            this.id = id;
        }
    }
}
