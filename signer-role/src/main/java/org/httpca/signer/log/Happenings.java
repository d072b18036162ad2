package org.httpca.signer.log;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.httpca.audit.AuditHead;
import org.httpca.log.LogEntry;
import org.httpca.message.MessageJson;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.audit.AuditLog;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What happened to certificates since, as the audit log tells it. A chain has no gaps, so a place in each, table {@code log_place}, says what
 * has its entry: who issues or revokes does nothing for the log, and nothing is left out.
 */
final class Happenings {
    private static final String ISSUED = "certificate-issued";
    private static final String LEARNED = "certificate-learned";
    private static final String RESPONDER = "responder-certificate-issued";
    private static final String REVOKED = "certificate-revoked";
    private static final String RELEASED = "certificate-released";

    private static final String[] EVENTS = {ISSUED, LEARNED, RESPONDER, REVOKED, RELEASED};

    /** Rows of a chain that are looked at in one turn: most chains have others, too. */
    private static final int LOOKED_AT = 2000;

    private final JdbcTemplate jdbc;
    private final AuditLog audit;

    Happenings(JdbcTemplate jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * @param entries in the order in which they happened
     * @param places how far each chain was read for them
     */
    record Next(List<LogEntry> entries, Map<String, Long> places) {}

    /** At most so many, of all chains of all instances. */
    Next next(int most) {
        Map<String, Long> places = places();
        Map<String, Long> read = new HashMap<>();
        List<Told> told = new ArrayList<>();
        for (AuditHead head : audit.allHeads()) {
            long place = places.getOrDefault(head.chain(), 0L);
            int room = most - told.size();
            if (head.sequence() > place && room > 0) {
                long until = Math.min(head.sequence(), place + LOOKED_AT);
                List<Told> more = told(head.chain(), place, until, room);
                told.addAll(more);
                read.put(
                        head.chain(),
                        more.size() < room ? until : more.get(room - 1).sequence());
            }
        }
        // stable: within a chain they stay as they are
        told.sort(Comparator.comparing(Told::at).thenComparing(Told::isEnd));
        return new Next(entries(told), read);
    }

    void keep(Map<String, Long> places) {
        places.forEach((chain, sequence) -> jdbc.update(
                "INSERT INTO log_place (chain, sequence) VALUES (?, ?)"
                        + " ON CONFLICT (chain) DO UPDATE SET sequence = excluded.sequence",
                chain,
                sequence));
    }

    private Map<String, Long> places() {
        Map<String, Long> places = new HashMap<>();
        jdbc.query("SELECT chain, sequence FROM log_place", row -> {
            places.put(row.getString(1), row.getLong(2));
        });
        return places;
    }

    private record Told(long sequence, Instant at, String event, JsonNode detail) {
        /** Of two within one microsecond, a certificate is issued first. */
        boolean isEnd() {
            return event.equals(REVOKED) || event.equals(RELEASED);
        }

        String text(String member) {
            return detail.path(member).asString("");
        }

        String place() {
            return text("issuer") + ":" + text("serial");
        }
    }

    private List<Told> told(String chain, long after, long until, int most) {
        return jdbc.query(
                "SELECT sequence, at, event, detail FROM audit WHERE chain = ? AND sequence > ? AND sequence <= ?"
                        + " AND event = ANY (?) ORDER BY sequence LIMIT ?",
                (row, number) -> new Told(
                        row.getLong("sequence"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("event"),
                        json(row.getString("detail"))),
                chain,
                after,
                until,
                EVENTS,
                most);
    }

    /** An altered row is the affair of {@code audit verify}; here it says nothing that can be read. */
    private static JsonNode json(String detail) {
        try {
            return MessageJson.mapper().readTree(detail);
        } catch (JacksonException e) {
            return MessageJson.mapper().createObjectNode();
        }
    }

    private List<LogEntry> entries(List<Told> told) {
        Map<String, Octets> hashes = hashes(told);
        return told.stream().map(one -> entry(one, hashes)).toList();
    }

    private static LogEntry entry(Told one, Map<String, Octets> hashes) {
        LogEntry missing = LogEntry.missing(
                Octets.of(one.place().getBytes(StandardCharsets.UTF_8)).sha256());
        try {
            Octets sha256 = one.event().equals(RESPONDER) ? Octets.ofHex(one.text("sha256")) : hashes.get(one.place());
            if (sha256 == null || sha256.length() != missing.sha256().length()) {
                return missing;
            }
            return switch (one.event()) {
                case REVOKED ->
                    RevocationReason.ofLabel(one.text("reason"))
                            .map(reason -> LogEntry.revoked(sha256, Instant.parse(one.text("since")), reason))
                            .orElse(missing);
                case RELEASED -> LogEntry.released(sha256, Instant.parse(one.text("since")));
                case RESPONDER -> LogEntry.responder(sha256);
                default -> LogEntry.issued(sha256);
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            return missing;
        }
    }

    private Map<String, Octets> hashes(List<Told> told) {
        Map<String, Octets> hashes = new HashMap<>();
        jdbc.query(
                "SELECT c.issuer || ':' || c.serial, sha256(c.der) FROM unnest(?::text[], ?::text[]) AS t(issuer, serial)"
                        + " JOIN certificate c ON c.issuer = t.issuer AND c.serial = t.serial",
                row -> {
                    hashes.put(row.getString(1), Octets.of(row.getBytes(2)));
                },
                told.stream().map(one -> one.text("issuer")).toArray(String[]::new),
                told.stream().map(one -> one.text("serial")).toArray(String[]::new));
        return hashes;
    }
}
