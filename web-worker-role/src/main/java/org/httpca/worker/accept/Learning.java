package org.httpca.worker.accept;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.httpca.pki.SerialNumbers;
import org.httpca.pki.crl.SignedCrl;
import org.springframework.jdbc.core.JdbcTemplate;

/** Entries of a CRL that say something new, stored many at a time. */
final class Learning {
    private static final int AT_ONCE = 1_000;

    private final JdbcTemplate jdbc;
    private final String issuer;
    private final long revision;
    private final List<SignedCrl.Entry> entries = new ArrayList<>();
    private int learnt;

    /** @param revision that what is learnt has: what is known with the same or a later one stays */
    Learning(JdbcTemplate jdbc, String issuer, long revision) {
        this.jdbc = jdbc;
        this.issuer = issuer;
        this.revision = revision;
    }

    void add(SignedCrl.Entry entry) {
        entries.add(entry);
        if (entries.size() == AT_ONCE) {
            store();
        }
    }

    /** How many it were in the end. */
    int end() {
        if (!entries.isEmpty()) {
            store();
        }
        return learnt;
    }

    private void store() {
        learnt += jdbc.update("""
                INSERT INTO revocation AS r (issuer, serial, revision, reason, at)
                SELECT ?, e.serial, ?, e.reason, e.at::timestamptz FROM unnest(?, ?, ?) AS e (serial, reason, at)
                ORDER BY e.serial
                ON CONFLICT (issuer, serial) DO UPDATE
                SET revision = excluded.revision, reason = excluded.reason, at = excluded.at
                WHERE r.revision < excluded.revision AND (r.reason IS DISTINCT FROM excluded.reason OR r.at <> excluded.at)
                """, statement -> {
            Connection connection = statement.getConnection();
            statement.setString(1, issuer);
            statement.setLong(2, revision);
            statement.setArray(
                    3,
                    texts(
                            connection,
                            entries.stream()
                                    .map(entry -> SerialNumbers.hex(entry.serial()))
                                    .toArray()));
            statement.setArray(
                    4,
                    texts(
                            connection,
                            entries.stream()
                                    .map(entry -> entry.reason().label())
                                    .toArray()));
            statement.setArray(
                    5,
                    texts(
                            connection,
                            entries.stream().map(entry -> entry.at().toString()).toArray()));
        });
        entries.clear();
    }

    private static Array texts(Connection connection, Object[] texts) throws SQLException {
        return connection.createArrayOf("text", texts);
    }
}
