package org.httpca.web.acme.nonce;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.httpca.pki.Octets;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keys that nonces are known by: one for each stretch of time, made by the first web role that needs it, and forgotten with the last nonce of it. */
class NonceKeys {
    static final Duration PERIOD = Duration.ofHours(12);

    private static final int OCTETS = 32;

    private final JdbcClient jdbc;
    private final SecureRandom random;
    private final Clock clock;
    private final Map<Long, Octets> known = new ConcurrentHashMap<>();

    NonceKeys(JdbcClient jdbc, SecureRandom random, Clock clock) {
        this.jdbc = jdbc;
        this.random = random;
        this.clock = clock;
    }

    static long periodOf(long seconds) {
        return Math.floorDiv(seconds, PERIOD.toSeconds());
    }

    /** The key to make nonces with. */
    Octets ours(long seconds) {
        long period = periodOf(seconds);
        Octets key = known.get(period);
        return key != null ? key : make(period);
    }

    /** The key that a nonce of that time was made with; empty if nobody made one. Only the time of a nonce that may still be good is asked for. */
    Optional<Octets> of(long seconds) {
        long period = periodOf(seconds);
        Octets key = known.get(period);
        return key != null ? Optional.of(key) : find(period);
    }

    private Octets make(long period) {
        byte[] secret = new byte[OCTETS];
        random.nextBytes(secret);
        jdbc.sql("insert into acme_nonce_key (period, secret, made_at) values (?, ?, ?) on conflict do nothing")
                .params(period, secret, Timestamp.from(clock.instant()))
                .update();
        return find(period).orElseThrow();
    }

    private Optional<Octets> find(long period) {
        Optional<Octets> found = jdbc.sql("select secret from acme_nonce_key where period = ?")
                .param(period)
                .query((row, n) -> Octets.of(row.getBytes(1)))
                .optional();
        found.ifPresent(key -> known.put(period, key));
        return found;
    }

    /** Forgets what no good nonce was made with. */
    void purge(long before) {
        long period = periodOf(before);
        known.keySet().removeIf(one -> one < period);
        jdbc.sql("delete from acme_nonce_key where period < ?").param(period).update();
    }
}
