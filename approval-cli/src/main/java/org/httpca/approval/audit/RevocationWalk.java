package org.httpca.approval.audit;

import java.sql.SQLException;
import java.util.Map;
import org.httpca.approval.database.Row;
import org.httpca.approval.database.SignerDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Holds the table {@code revocation} against the audit log. The signer writes both in one transaction, and its CRLs are made of the
 * rows alone: a row that was deleted, or put back to what it was before with the MAC of then, is found here and nowhere else.
 *
 * <p>The last word about a certificate may be in any chain, since several signers and stages have one each. So the database sorts them,
 * on its disk where they are many; here one is looked at after the other. It reads them by patterns, which no altered entry can bring
 * down, as a cast to JSON would be.
 */
final class RevocationWalk {
    /** In a JSON string, a quotation mark has a backslash before it: these are found as names and values alone. */
    private static final String LAST_WORDS = """
            select distinct on (issuer, serial) issuer, serial, event, detail, chain, sequence
            from (
                select event, at, detail, chain, sequence,
                    substring(detail from '"issuer":"([^"\\\\]*)"') as issuer,
                    substring(detail from '"serial":"([0-9a-f]*)"') as serial,
                    substring(detail from '"revision":"([0-9]{1,18})"')::bigint as revision
                from audit where event in ('certificate-revoked', 'certificate-released')) as words
            where issuer is not null and serial is not null
            order by issuer, serial, revision desc nulls last, at desc, sequence desc
            """;

    private static final String COLUMNS =
            "select coalesce(said.issuer, r.issuer) as of_issuer, coalesce(said.serial, r.serial) as of_serial,"
                    + " said.event, said.detail, said.chain, said.sequence,"
                    + " r.revision, r.reason, r.at, r.not_after, r.ordered, r.command_at, r.shard";
    private static final String SAME = " r.issuer = said.issuer and r.serial = said.serial";

    private final SignerDatabase database;
    private final Comparison comparison = new Comparison();

    RevocationWalk(SignerDatabase database) {
        this.database = database;
    }

    ComparisonReport report() {
        database.stream(
                COLUMNS + " from (" + LAST_WORDS + ") as said full join revocation r on" + SAME + " order by 1, 2",
                Both::read,
                both -> comparison.step(both.difference()));
        return comparison.report();
    }

    /** Whether the row of that certificate, if it has one, is as the log has it. Reads the log from end to end. */
    boolean agreesOn(String issuer, String serial) {
        Both both = database.first(
                COLUMNS + " from revocation r left join (" + LAST_WORDS + ") as said on" + SAME
                        + " where r.issuer = ? and r.serial = ?",
                Both::read,
                issuer,
                serial);
        return both == null || both.difference() == null;
    }

    /** A certificate's last word in the log and its row; one of them may be missing. */
    private record Both(
            String issuer,
            String serial,
            @Nullable Map<String, String> log,
            @Nullable String entry,
            @Nullable Map<String, String> row) {

        static Both read(Row row) throws SQLException {
            String event = row.textOrNull("event");
            return new Both(
                    row.text("of_issuer"),
                    row.text("of_serial"),
                    event == null ? null : LoggedRevocation.ofEntry(event, row.text("detail")),
                    event == null ? null : "entry " + row.number("sequence") + " of " + row.text("chain"),
                    LoggedRevocation.ofRow(row));
        }

        @Nullable
        Difference difference() {
            return log != null && row != null && LoggedRevocation.agree(log, row)
                    ? null
                    : new Difference(
                            "certificate " + serial + " of " + issuer,
                            Map.of("issuer", issuer, "serial", serial),
                            log,
                            entry,
                            row);
        }
    }
}
