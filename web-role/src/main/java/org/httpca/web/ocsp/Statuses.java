package org.httpca.web.ocsp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.httpca.pki.RevocationReason;
import org.springframework.jdbc.core.JdbcTemplate;

/** What this database knows of certificates. */
final class Statuses {
    private final JdbcTemplate jdbc;
    private final boolean unknownAreRevoked;

    /** @param unknownAreRevoked whether a serial number that was never issued is said to be revoked */
    Statuses(JdbcTemplate jdbc, boolean unknownAreRevoked) {
        this.jdbc = jdbc;
        this.unknownAreRevoked = unknownAreRevoked;
    }

    /** By their serial numbers, each of which is in the answer. */
    Map<String, Status> of(String issuer, List<String> serials) {
        return serials.size() == 1 ? Map.of(serials.get(0), of(issuer, serials.get(0))) : ofSeveral(issuer, serials);
    }

    /** Nearly all ask for one. By keys alone, this costs the database a quarter of the statement for several. */
    private Status of(String issuer, String serial) {
        return Objects.requireNonNull(
                jdbc.queryForObject("""
                select r.reason, r.at, coalesce(r.revision, 0) as revision,
                    r.serial is not null
                        or exists (select 1 from certificate c where c.issuer = ? and c.serial = ?)
                        or exists (select 1 from ocsp_responder o where o.issuer = ? and o.serial = ?) as known
                from (select 1) as one left join revocation r on r.issuer = ? and r.serial = ?
                """, (row, n) -> status(row), issuer, serial, issuer, serial, issuer, serial));
    }

    private Map<String, Status> ofSeveral(String issuer, List<String> serials) {
        Map<String, Status> statuses = new HashMap<>();
        jdbc.query(
                """
                select asked.serial, r.reason, r.at, coalesce(r.revision, 0) as revision,
                    c.serial is not null or r.serial is not null
                        or exists (select 1 from ocsp_responder o where o.issuer = ? and o.serial = asked.serial) as known
                from unnest(?::text[]) as asked (serial)
                left join certificate c on c.issuer = ? and c.serial = asked.serial
                left join revocation r on r.issuer = ? and r.serial = asked.serial
                """,
                row -> {
                    statuses.put(row.getString("serial"), status(row));
                },
                issuer,
                serials.toArray(String[]::new),
                issuer,
                issuer);
        return statuses;
    }

    private Status status(ResultSet row) throws SQLException {
        if (!row.getBoolean("known")) {
            return unknownAreRevoked ? Status.NEVER_ISSUED : Status.UNKNOWN;
        }
        String reason = row.getString("reason");
        long revision = row.getLong("revision");
        return reason == null
                ? Status.good(revision)
                : Status.revoked(
                        RevocationReason.ofLabel(reason).orElse(RevocationReason.UNSPECIFIED),
                        row.getTimestamp("at").toInstant(),
                        revision);
    }

    /** A certificate whose status changed. */
    record Changed(String issuer, String serial, long revision) {}

    /** What changed after that, by the database's clock; so many at most. */
    List<Changed> changedSince(Instant since, int most) {
        return jdbc.query(
                "select issuer, serial, revision from revocation where changed_at > ? limit ?",
                (row, n) -> new Changed(row.getString(1), row.getString(2), row.getLong(3)),
                Timestamp.from(since),
                most);
    }

    /** The database's clock. */
    Instant now() {
        return Objects.requireNonNull(jdbc.queryForObject("select clock_timestamp()", Timestamp.class))
                .toInstant();
    }
}
