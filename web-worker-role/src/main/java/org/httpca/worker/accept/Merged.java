package org.httpca.worker.accept;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.httpca.pki.crl.SignedCrl;
import org.httpca.pki.crl.SignedCrl.Entry;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The entries of a CRL and the rows of the table {@code revocation}, both in the order of their serial numbers, side by side: of a million
 * there are some at a time in memory.
 */
final class Merged {
    private static final int FETCHED_AT_ONCE = 1_000;
    /** So many are put in order here: signers did not always do so. */
    private static final int SHORT = 20_000;

    private final JdbcTemplate jdbc;
    private final String issuer;
    private final long settled;
    private final Instant thisUpdate;
    private final Iterator<Entry> entries;
    private @Nullable Entry entry;

    /** @param settled rows of this revision or later are newer than the CRL, and left alone */
    Merged(JdbcTemplate jdbc, String issuer, long settled, SignedCrl crl) {
        this.jdbc = jdbc;
        this.issuer = issuer;
        this.settled = settled;
        this.thisUpdate = crl.thisUpdate();
        this.entries = inOrder(crl);
        step();
    }

    /**
     * In a transaction.
     *
     * @param news what is listed, and known not at all or otherwise
     * @param unlisted serial numbers of certificates that have not ended, and of which it was said that they were revoked
     */
    void compare(Consumer<Entry> news, Consumer<String> unlisted) {
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement("""
                            SELECT r.serial, r.revision, r.reason, r.at, c.not_after
                            FROM revocation r LEFT JOIN certificate c USING (issuer, serial) WHERE r.issuer = ?
                            ORDER BY length(r.serial), r.serial COLLATE "C"
                            """);
                    statement.setFetchSize(FETCHED_AT_ONCE);
                    statement.setString(1, issuer);
                    return statement;
                },
                row -> {
                    if (!isListed(row, news) && isMissing(row)) {
                        unlisted.accept(row.getString("serial"));
                    }
                });
        for (Entry left = entry; left != null; left = entry) {
            news.accept(left);
            step();
        }
    }

    private boolean isListed(ResultSet row, Consumer<Entry> news) throws SQLException {
        BigInteger serial = new BigInteger(row.getString("serial"), 16);
        for (Entry next = entry; next != null; next = entry) {
            int order = next.serial().compareTo(serial);
            if (order > 0) {
                return false;
            }
            step();
            if (order < 0 || (row.getLong("revision") < settled && differs(next, row))) {
                news.accept(next);
            }
            if (order == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean differs(Entry entry, ResultSet row) throws SQLException {
        return !entry.reason().label().equals(row.getString("reason"))
                || !row.getObject("at", OffsetDateTime.class).toInstant().equals(entry.at());
    }

    private boolean isMissing(ResultSet row) throws SQLException {
        OffsetDateTime notAfter = row.getObject("not_after", OffsetDateTime.class);
        return row.getString("reason") != null
                && row.getLong("revision") < settled
                && notAfter != null
                && notAfter.toInstant().isAfter(thisUpdate);
    }

    private void step() {
        Entry last = entry;
        entry = entries.hasNext() ? entries.next() : null;
        if (last != null && entry != null && entry.serial().compareTo(last.serial()) <= 0) {
            throw new IllegalArgumentException("A CRL of " + issuer + " is not in the order of its serial numbers.");
        }
    }

    private static Iterator<Entry> inOrder(SignedCrl crl) {
        List<Entry> first = new ArrayList<>();
        for (Entry each : crl) {
            if (first.size() == SHORT) {
                return crl.iterator();
            }
            first.add(each);
        }
        first.sort(Comparator.comparing(Entry::serial));
        return first.iterator();
    }
}
