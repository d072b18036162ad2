package org.httpca.approval.audit;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.httpca.approval.database.Row;
import org.httpca.approval.database.SignerDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Holds the table {@code blocked_key} against the audit log: whoever deletes a row has a compromised key certified again. A row without
 * an entry is none of it: a key that somebody blocks gets nothing, and those of the time before the table have no entries.
 */
final class BlockedKeyWalk {
    private final SignerDatabase database;
    private final Comparison comparison = new Comparison();

    BlockedKeyWalk(SignerDatabase database) {
        this.database = database;
    }

    /** Patterns as in {@link RevocationWalk}. A key is blocked again only where its row was lost: the last entry is the row's. */
    ComparisonReport report() {
        database.stream("""
                select said.key, said.issuer as said_issuer, said.serial as said_serial, said.chain, said.sequence,
                    k.issuer, k.serial
                from (
                    select distinct on (key) key, issuer, serial, chain, sequence
                    from (
                        select at, chain, sequence,
                            substring(detail from '"keySha256":"([0-9a-f]*)"') collate "C" as key,
                            substring(detail from '"issuer":"([^"\\\\]*)"') as issuer,
                            substring(detail from '"serial":"([0-9a-f]*)"') as serial
                        from audit where event = 'key-blocked') as words
                    where key is not null
                    order by key, at desc, chain, sequence desc) as said
                left join blocked_key k on k.spki_sha256 = said.key
                order by said.key
                """, BlockedKeyWalk::difference, found -> comparison.step(found.orElse(null)));
        return comparison.report();
    }

    private static Optional<Difference> difference(Row row) throws SQLException {
        Map<String, String> log = place(row.textOrNull("said_issuer"), row.textOrNull("said_serial"));
        Map<String, String> stored =
                row.textOrNull("issuer") == null ? null : place(row.textOrNull("issuer"), row.textOrNull("serial"));
        if (log.equals(stored)) {
            return Optional.empty();
        }
        String key = row.text("key");
        return Optional.of(new Difference(
                "blocked key " + key,
                Map.of("keySha256", key),
                log,
                "entry " + row.number("sequence") + " of " + row.text("chain"),
                stored));
    }

    private static Map<String, String> place(@Nullable String issuer, @Nullable String serial) {
        Map<String, String> place = new LinkedHashMap<>();
        place.put("issuer", String.valueOf(issuer));
        place.put("serial", String.valueOf(serial));
        return place;
    }
}
