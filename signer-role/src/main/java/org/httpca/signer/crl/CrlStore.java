package org.httpca.signer.crl;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.httpca.message.CrlPublished;
import org.httpca.pki.LongOctets;
import org.httpca.signer.crl.Bases.Base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables {@code crl} and {@code crl_part}: the last CRL of each list, and whether something has changed since; {@code crl_number}. */
public final class CrlStore {
    /** With the list's name: the name of a lock that nothing else in this database has. */
    private static final int MAKING = 0x63726c;

    private static final int STORED_AT_ONCE = 50;

    /** A delta is of the changes of all. */
    private static final String LISTS = " FROM crl own JOIN crl counted ON counted.issuer = own.issuer"
            + " AND counted.shard = CASE own.shard WHEN 'delta' THEN '' ELSE own.shard END WHERE own.issuer = ?";

    private final JdbcTemplate jdbc;

    public CrlStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param number of the last CRL, 0 before the first
     * @param changes how often something changed that a CRL lists
     * @param listedChanges of these, how many the last CRL has
     * @param urls where certificates have been told that it is; empty for the complete one
     * @param bases of the deltas; null before the first, and where this is a shard
     * @param newest the complete CRL of now, for which the same holds
     */
    record State(
            long number,
            long changes,
            long listedChanges,
            List<String> urls,
            @Nullable Bases bases,
            @Nullable Base newest) {}

    /** Has these lists from now on. */
    void add(CrlList list, @Nullable String url) {
        jdbc.update(
                "INSERT INTO crl AS c (issuer, shard, number, urls) VALUES (?, ?, 0, array_remove(ARRAY[?::text], NULL))"
                        + " ON CONFLICT (issuer, shard) DO UPDATE SET urls = c.urls || excluded.urls"
                        + " WHERE NOT c.urls @> excluded.urls",
                list.issuer(),
                list.shard(),
                url);
    }

    /** Whether the last CRL misses something, of each of the issuer's lists, in the order of their names. */
    Map<CrlList, Boolean> news(String issuer) {
        Map<CrlList, Boolean> news = new LinkedHashMap<>();
        jdbc.query(
                "SELECT own.shard, counted.changes <> own.listed_changes" + LISTS + " ORDER BY own.shard",
                row -> {
                    news.put(new CrlList(issuer, row.getString(1)), row.getBoolean(2));
                },
                issuer);
        return news;
    }

    /** Of one list. Costs a row by its key, or two. */
    boolean hasNews(CrlList list) {
        return !jdbc.queryForList(
                        "SELECT 1" + LISTS + " AND own.shard = ? AND counted.changes <> own.listed_changes",
                        Integer.class,
                        list.issuer(),
                        list.shard())
                .isEmpty();
    }

    /**
     * The state of a list, for who makes its CRL until the transaction's end: one signer at a time. The row itself is not locked,
     * so that revocations go on meanwhile.
     *
     * @return empty while another signer makes it
     */
    Optional<State> lock(CrlList list) {
        Boolean ours = jdbc.queryForObject(
                "SELECT pg_try_advisory_xact_lock(?, hashtext(?))", Boolean.class, MAKING, list.toString());
        if (!Boolean.TRUE.equals(ours)) {
            return Optional.empty();
        }
        return jdbc
                .query(
                        "SELECT own.number, counted.changes, own.listed_changes, own.urls, counted.base_number,"
                                + " counted.base_changes, counted.next_base_number, counted.next_base_changes,"
                                + " counted.next_base_at, counted.number, counted.listed_changes" + LISTS
                                + " AND own.shard = ?",
                        (row, index) -> state(row),
                        list.issuer(),
                        list.shard())
                .stream()
                .findFirst();
    }

    private static State state(ResultSet row) throws SQLException {
        Bases bases = null;
        Base newest = null;
        Timestamp at = row.getTimestamp(9);
        if (at != null) {
            bases = new Bases(
                    new Base(row.getLong(5), row.getLong(6), at.toInstant()),
                    new Base(row.getLong(7), row.getLong(8), at.toInstant()));
            newest = new Base(row.getLong(10), row.getLong(11), at.toInstant());
        }
        return new State(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                List.of((String[]) row.getArray(4).getArray()),
                bases,
                newest);
    }

    /**
     * A CRL that is to be made.
     *
     * @param changes that it has at least
     */
    record Next(long number, long changes) {}

    /**
     * The next of a list. The complete one and its deltas have one sequence of numbers (RFC 5280, section 5.2.3); each number comes with the
     * changes of then, under one lock, so that the CRL with the greater number has at least those of the other. In a transaction of its
     * own, before the entries are read: one of them is not to wait until the other is made.
     *
     * @param atLeast the time in milliseconds, which is ahead of a database that was restored from yesterday
     */
    Next next(CrlList list, long atLeast) {
        boolean alone = !list.isComplete() && !list.isDelta();
        long number = alone ? atLeast : nextOfIssuer(list.issuer(), atLeast);
        Next next = jdbc.queryForObject(
                "SELECT greatest(?, own.number + 1), counted.changes" + LISTS + " AND own.shard = ?",
                (row, index) -> new Next(row.getLong(1), row.getLong(2)),
                number,
                list.issuer(),
                list.shard());
        return Objects.requireNonNull(next);
    }

    private long nextOfIssuer(String issuer, long atLeast) {
        Long number = jdbc.queryForObject(
                "INSERT INTO crl_number AS n (issuer, number)"
                        + " SELECT ?, greatest(?, coalesce(max(number), 0) + 1) FROM crl"
                        + " WHERE issuer = ? AND shard IN ('', 'delta')"
                        + " ON CONFLICT (issuer) DO UPDATE SET number = greatest(n.number + 1, excluded.number)"
                        + " RETURNING number",
                Long.class,
                issuer,
                atLeast,
                issuer);
        return Objects.requireNonNull(number);
    }

    /** The last CRL's DER; empty if there is none. */
    LongOctets last(CrlList list) {
        LongOctets.Builder der = new LongOctets.Builder();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(
                            "SELECT octets FROM crl_part WHERE issuer = ? AND shard = ? ORDER BY part");
                    statement.setFetchSize(STORED_AT_ONCE);
                    statement.setString(1, list.issuer());
                    statement.setString(2, list.shard());
                    return statement;
                },
                row -> {
                    der.write(row.getBytes(1));
                });
        return der.build();
    }

    /**
     * Stores a newer CRL in the place of the last.
     *
     * @param changes as they were when its entries were read, or before
     */
    void store(CrlList list, long number, LongOctets crl, Instant nextUpdate, long changes) {
        jdbc.update("DELETE FROM crl_part WHERE issuer = ? AND shard = ?", list.issuer(), list.shard());
        List<LongOctets> parts = crl.parts(CrlPublished.MOST_OCTETS);
        jdbc.batchUpdate(
                "INSERT INTO crl_part (issuer, shard, part, octets) VALUES (?, ?, ?, ?)",
                IntStream.range(0, parts.size()).boxed().toList(),
                STORED_AT_ONCE,
                (statement, part) -> {
                    statement.setString(1, list.issuer());
                    statement.setString(2, list.shard());
                    statement.setInt(3, part);
                    statement.setBytes(4, parts.get(part).toArray());
                });
        int rows = jdbc.update(
                "UPDATE crl SET number = ?, next_update = ?::timestamptz, listed_changes = ?"
                        + " WHERE issuer = ? AND shard = ? AND number < ?",
                number,
                nextUpdate.toString(),
                changes,
                list.issuer(),
                list.shard(),
                number);
        if (rows != 1) {
            throw new IllegalStateException("The CRL number of " + list + " would not have grown");
        }
    }

    /** What deltas build upon from now on; where the complete CRL is stored. */
    void store(String issuer, Bases bases) {
        jdbc.update(
                "UPDATE crl SET base_number = ?, base_changes = ?, next_base_number = ?, next_base_changes = ?,"
                        + " next_base_at = ?::timestamptz WHERE issuer = ? AND shard = ''",
                bases.base().number(),
                bases.base().changes(),
                bases.next().number(),
                bases.next().changes(),
                bases.next().at().toString(),
                issuer);
    }

    /**
     * When a CRL ends; for alarms.
     *
     * @param shard empty for the complete one
     * @param ahead how long before its end it should have been made anew
     */
    public record Ending(String shard, Instant nextUpdate, Duration ahead) {}

    /** Of each of the issuer's CRLs. */
    public List<Ending> endings(String issuer) {
        return jdbc.query(
                "SELECT shard, next_update FROM crl WHERE issuer = ? AND next_update IS NOT NULL ORDER BY shard",
                (row, index) -> {
                    CrlList list = new CrlList(issuer, row.getString(1));
                    return new Ending(
                            list.shard(),
                            row.getObject(2, OffsetDateTime.class).toInstant(),
                            list.life().multipliedBy(3).dividedBy(7));
                },
                issuer);
    }
}
