package org.httpca.approval.log;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.httpca.approval.database.Row;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.log.LogEntry;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;

/**
 * Holds the signer's tables {@code certificate} and {@code revocation} against what was published of them: a row that was taken away, put there
 * or altered by somebody who can write to that database is not what others have seen.
 */
public final class SignersDatabase {
    /** What is younger may not have its entry yet. */
    private static final Duration SETTLED = Duration.ofMinutes(5);

    private static final int MOST_LINES = 100;

    private final Fingerprints issued = new Fingerprints();

    /** Of certificates that are revoked, or were on hold, by the first 64 bits of their hashes. */
    private final Map<Long, LogEntry> lastWords = new HashMap<>();

    private final List<String> lines = new ArrayList<>();
    private final Clock clock;
    private long compared;
    private long different;
    private boolean behind;

    public SignersDatabase(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param compared rows
     * @param different how many are not as they were published, are missing, or were never published
     * @param lines a sentence for each of the first
     */
    public record Report(long compared, long different, List<String> lines) {
        public Report {
            lines = List.copyOf(lines);
        }

        /** For people. */
        public List<String> table() {
            List<String> table = new ArrayList<>();
            table.add("Certificates in the signer's database: " + compared + ", "
                    + (different == 0 ? "OK" : "BROKEN: " + different + " not as they were published"));
            lines.forEach(line -> table.add("  " + line));
            if (different > lines.size()) {
                table.add("  and " + (different - lines.size()) + " more");
            }
            return table;
        }

        /** For {@code --json}. */
        public Map<String, @Nullable Object> toMap() {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("count", compared);
            map.put("different", different);
            map.put("first", lines);
            return map;
        }
    }

    /** An entry of the log; all of them are given before the comparison, in their order. */
    public void published(LogEntry entry) {
        switch (entry.kind()) {
            case ISSUED -> issued.add(entry.sha256());
            case REVOKED, RELEASED -> lastWords.put(LogEntry.key(entry.sha256()), entry);
            default -> {}
        }
    }

    /** On one state of the database, and in bounded memory but for what was published. */
    public Report compare(SignerDatabase database) {
        issued.sort();
        Instant settled = clock.instant().minus(SETTLED);
        database.snapshot(() -> {
            behind = isBehind(database, settled);
            database.stream(
                    "select c.issuer, c.serial, c.issued_at, sha256(c.der) as sha256, r.serial is not null as has_word, r.reason, r.at"
                            + " from certificate c left join revocation r on r.issuer = c.issuer and r.serial = c.serial",
                    SignersDatabase::certificate,
                    row -> step(row, settled));
        });
        issued.forEachLost(
                hash -> tell("a certificate that was issued, with SHA-256 " + hash + "…, is gone or altered"));
        lastWords.forEach((key, entry) -> tell("what was published of the certificate with SHA-256 "
                + entry.sha256().hex() + " is gone: " + said(entry)));
        return new Report(compared, different, lines);
    }

    /** Whether the log has yet to come to what happened long ago, as after an upgrade: then nothing can be said of what is not in it. */
    private static boolean isBehind(SignerDatabase database, Instant settled) {
        Boolean behind = database.first(
                "select exists (select from audit a left join log_place p on p.chain = a.chain"
                        + " where a.sequence > coalesce(p.sequence, 0) and a.at < ? and a.event like 'certificate-%') as behind",
                row -> row.truth("behind"), settled);
        return Boolean.TRUE.equals(behind);
    }

    private record Certificate(
            String name,
            Instant issuedAt,
            Octets sha256,
            boolean hasWord,
            @Nullable Integer reason,
            @Nullable Instant at) {}

    private static Certificate certificate(Row row) throws SQLException {
        return new Certificate(
                "certificate " + row.text("serial") + " of " + row.text("issuer"),
                row.instant("issued_at"),
                Octets.of(row.bytes("sha256")),
                row.truth("has_word"),
                row.integerOrNull("reason"),
                row.instantOrNull("at"));
    }

    private void step(Certificate row, Instant settled) {
        compared++;
        boolean isThere = issued.find(row.sha256());
        if (!isThere && !behind && row.issuedAt().isBefore(settled)) {
            tell(row.name() + " is not what was published, or was never published");
        }
        LogEntry word = lastWords.remove(LogEntry.key(row.sha256()));
        if (word == null ? row.hasWord() && !behind && isSettled(row.at(), settled) : !isSaid(word, row, settled)) {
            tell(row.name() + ": the row says " + (row.hasWord() ? said(row) : "nothing") + ", published was "
                    + (word == null ? "nothing" : said(word)));
        }
    }

    /** As it was published; or changed since then, and that is not published yet. */
    private boolean isSaid(LogEntry word, Certificate row, Instant settled) {
        if (!row.hasWord()) {
            return false;
        }
        RevocationReason reason = word.reason();
        boolean same = row.at() != null
                && row.at().truncatedTo(ChronoUnit.MICROS).equals(word.at())
                && (reason == null ? row.reason() == null : row.reason() != null && row.reason() == reason.code());
        return same || behind || !isSettled(row.at(), settled);
    }

    private static boolean isSettled(@Nullable Instant at, Instant settled) {
        return at != null && at.isBefore(settled);
    }

    private void tell(String line) {
        different++;
        if (lines.size() < MOST_LINES) {
            lines.add(line);
        }
    }

    private static String said(Certificate row) {
        Integer reason = row.reason();
        return reason == null
                ? "released at " + row.at()
                : RevocationReason.ofCode(reason).map(RevocationReason::label).orElse("reason " + reason) + " at "
                        + row.at();
    }

    private static String said(LogEntry entry) {
        RevocationReason reason = entry.reason();
        return (reason == null ? "released" : reason.label()) + " at " + entry.at();
    }
}
