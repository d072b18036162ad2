package org.httpca.signer.revocation;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.httpca.signer.policy.CompromisedKeys;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code blocked_key}: the keys that were revoked as compromised. Rows are added and never changed. */
public final class RevokedKeys implements CompromisedKeys {
    /** More are not counted: a revocation is not to take long because a key is everywhere. */
    static final int MOST_COUNTED = 1_000;

    private final JdbcTemplate jdbc;

    public RevokedKeys(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> among(Collection<String> sha256) {
        return sha256.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.queryForList(
                        "SELECT spki_sha256 FROM blocked_key WHERE spki_sha256 = ANY (?::text[])",
                        String.class,
                        (Object) sha256.toArray(String[]::new)));
    }

    /**
     * Blocks the key of a certificate, for ever.
     *
     * @return false if it was blocked before
     */
    boolean block(String sha256, String issuer, String serial, Instant now) {
        return jdbc.update(
                        "INSERT INTO blocked_key (spki_sha256, since, issuer, serial) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        sha256,
                        Timestamp.from(now),
                        issuer,
                        serial)
                == 1;
    }

    /** How many other certificates with that key have not ended and are not revoked for good; {@link #MOST_COUNTED} at most. */
    int others(String sha256, String issuer, String serial, Instant now) {
        Integer count = jdbc.queryForObject(
                "SELECT count(*)::int FROM (SELECT 1 FROM certificate c LEFT JOIN revocation r USING (issuer, serial)"
                        // as the index certificate_spki has it
                        + " WHERE left(c.spki_sha256, 16) COLLATE \"C\" = left(?, 16) AND c.spki_sha256 = ?"
                        + " AND NOT (c.issuer = ? AND c.serial = ?) AND c.not_after > ?"
                        // 6 is certificateHold
                        + " AND (r.reason IS NULL OR r.reason = 6) LIMIT ?) AS others",
                Integer.class,
                sha256,
                sha256,
                issuer,
                serial,
                Timestamp.from(now),
                MOST_COUNTED);
        return count == null ? 0 : count;
    }
}
