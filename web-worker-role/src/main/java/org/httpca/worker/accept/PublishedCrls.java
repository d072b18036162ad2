package org.httpca.worker.accept;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.httpca.message.CrlPublished;
import org.httpca.pki.LongOctets;
import org.httpca.pki.Octets;
import org.httpca.pki.crl.SignedCrl;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * CRLs, whole or in parts that come in any order. What is served changes when all parts are there and are what the signer says; the parts of
 * the one before are kept, for who is reading them.
 */
public final class PublishedCrls {
    /** With an issuer and a shard: the name of a lock that nothing else in this database has. */
    private static final int COMPLETING = 0x63726c;

    private static final int READ_AT_ONCE = 50;

    private final JdbcTemplate jdbc;
    private final ListedRevocations listed;

    public PublishedCrls(JdbcTemplate jdbc, ListedRevocations listed) {
        this.jdbc = jdbc;
        this.listed = listed;
    }

    /** @throws IllegalArgumentException if it is no CRL */
    void accept(CrlPublished published) {
        CrlPublished.Part part = published.part() == null
                ? new CrlPublished.Part(0, 1, published.crl().sha256())
                : published.part();
        long served = served(published);
        if (published.number() < served) {
            return; // late
        }
        if (published.number() == served) {
            if (isWhole(published) && part.index() == part.count() - 1) {
                compare(published, read(published, read(published))); // something may have been lost since
            }
            return;
        }
        if (part.count() > 1) {
            // another worker may have the other parts, and neither would see that all are there
            lock(published);
        }
        store(published, part);
        if (stored(published) == part.count()) {
            LongOctets der = read(published);
            if (!der.sha256().equals(part.sha256())) {
                throw new IllegalArgumentException("The parts of CRL " + published.number() + " of "
                        + published.issuer() + " are not what was signed.");
            }
            serve(published, der, part.sha256(), served);
        }
    }

    private long served(CrlPublished published) {
        return jdbc
                .queryForList(
                        "SELECT number FROM crl WHERE issuer = ? AND shard = ?",
                        Long.class,
                        published.issuer(),
                        published.shard())
                .stream()
                .findFirst()
                .orElse(-1L);
    }

    /** Until the transaction's end, one at a time. */
    private void lock(CrlPublished published) {
        jdbc.query(
                "SELECT pg_advisory_xact_lock(?, hashtext(?))",
                row -> {},
                COMPLETING,
                published.issuer() + "/" + published.shard());
    }

    private void store(CrlPublished published, CrlPublished.Part part) {
        jdbc.update(
                "INSERT INTO crl_part (issuer, shard, number, part, octets) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                published.issuer(),
                published.shard(),
                published.number(),
                part.index(),
                published.crl().toArray());
    }

    private int stored(CrlPublished published) {
        Integer count = jdbc.queryForObject(
                "SELECT count(*) FROM crl_part WHERE issuer = ? AND shard = ? AND number = ?",
                Integer.class,
                published.issuer(),
                published.shard(),
                published.number());
        return count == null ? 0 : count;
    }

    private LongOctets read(CrlPublished published) {
        LongOctets.Builder der = new LongOctets.Builder();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(
                            "SELECT octets FROM crl_part WHERE issuer = ? AND shard = ? AND number = ? ORDER BY part");
                    statement.setFetchSize(READ_AT_ONCE);
                    statement.setString(1, published.issuer());
                    statement.setString(2, published.shard());
                    statement.setLong(3, published.number());
                    return statement;
                },
                row -> {
                    der.write(row.getBytes(1));
                });
        return der.build();
    }

    private void serve(CrlPublished published, LongOctets der, Octets sha256, long before) {
        SignedCrl crl = read(published, der);
        Instant nextUpdate = crl.nextUpdate();
        if (nextUpdate == null) {
            // RFC 5280, section 5.1.2.5: conforming issuers include it.
            throw new IllegalArgumentException("A CRL of " + published.issuer() + " says no nextUpdate.");
        }
        jdbc.update(
                """
                INSERT INTO crl (issuer, shard, number, length, sha256, this_update, next_update)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (issuer, shard) DO UPDATE SET number = excluded.number, length = excluded.length,
                    sha256 = excluded.sha256, this_update = excluded.this_update, next_update = excluded.next_update
                WHERE crl.number < excluded.number
                """,
                published.issuer(),
                published.shard(),
                published.number(),
                der.length(),
                sha256.toArray(),
                crl.thisUpdate().atOffset(ZoneOffset.UTC),
                nextUpdate.atOffset(ZoneOffset.UTC));
        jdbc.update(
                "DELETE FROM crl_part WHERE issuer = ? AND shard = ? AND number < ? AND number <> ?",
                published.issuer(),
                published.shard(),
                published.number(),
                before);
        if (isWhole(published)) {
            compare(published, crl);
        }
    }

    /** Only such a list says of what it does not have that it is not revoked. */
    private static boolean isWhole(CrlPublished published) {
        return published.shard().isEmpty();
    }

    private void compare(CrlPublished published, SignedCrl crl) {
        listed.compare(published.issuer(), published.number(), crl);
    }

    private static SignedCrl read(CrlPublished published, LongOctets der) {
        try {
            return SignedCrl.of(der);
        } catch (IOException e) {
            throw new IllegalArgumentException("A CRL of " + published.issuer() + " cannot be read: " + e.getMessage());
        }
    }
}
