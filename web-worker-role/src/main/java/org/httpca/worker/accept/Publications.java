package org.httpca.worker.accept;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.httpca.audit.AuditCheckpoint;
import org.httpca.envelope.MessagingTrust;
import org.httpca.message.AuditCheckpointPublished;
import org.httpca.message.CrlPublished;
import org.httpca.message.HeartbeatPublished;
import org.httpca.message.IssuersPublished;
import org.httpca.message.MessageJson;
import org.httpca.message.ProfilesPublished;
import org.httpca.message.Publication;
import org.httpca.message.PublishedIssuer;
import org.httpca.pki.Octets;
import org.springframework.jdbc.core.JdbcTemplate;

/** What signers publish. The greatest number wins: late and repeated ones change nothing. */
public final class Publications {
    private final JdbcTemplate jdbc;
    private final PublishedCrls crls;
    private final Supplier<MessagingTrust> trust;
    private final String installation;

    public Publications(JdbcTemplate jdbc, PublishedCrls crls, Supplier<MessagingTrust> trust, String installation) {
        this.jdbc = jdbc;
        this.crls = crls;
        this.trust = trust;
        this.installation = installation;
    }

    /**
     * Takes the place of an older one. What an instance says of itself may come from another signer: they share their outbox,
     * and each sends what any of them has put there. A checkpoint is signed by the instance itself.
     *
     * @throws IllegalArgumentException if it cannot be read, or a checkpoint is not its instance's own
     */
    void accept(Publication publication) {
        if (publication instanceof ProfilesPublished profiles) {
            put(profiles);
        } else if (publication instanceof IssuersPublished issuers) {
            issuers.issuers().forEach(issuer -> put(issuer, issuers.number()));
        } else if (publication instanceof CrlPublished crl) {
            crls.accept(crl);
        } else if (publication instanceof HeartbeatPublished heartbeat) {
            put(heartbeat);
        } else if (publication instanceof AuditCheckpointPublished checkpoint) {
            put(checkpoint);
        }
    }

    private void put(ProfilesPublished profiles) {
        jdbc.update("""
                INSERT INTO profile_list (id, number, body) VALUES (1, ?, ?)
                ON CONFLICT (id) DO UPDATE SET number = excluded.number, body = excluded.body
                WHERE profile_list.number < excluded.number
                """, profiles.number(), MessageJson.mapper().writeValueAsString(profiles.profiles()));
    }

    private void put(PublishedIssuer issuer, long number) {
        jdbc.update("""
                INSERT INTO issuer (name, der, chain, root, number, alternates) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE
                SET der = excluded.der, chain = excluded.chain, root = excluded.root, number = excluded.number,
                    alternates = excluded.alternates
                WHERE issuer.number < excluded.number
                """, statement -> {
            statement.setString(1, issuer.name());
            statement.setBytes(2, issuer.certificate().toArray());
            statement.setArray(3, array(statement, issuer.chain()));
            statement.setBoolean(4, issuer.root());
            statement.setLong(5, number);
            statement.setArray(
                    6,
                    array(
                            statement,
                            issuer.alternates().stream().map(Octets::joined).toList()));
        });
    }

    private static Array array(PreparedStatement statement, List<Octets> elements) throws SQLException {
        return statement
                .getConnection()
                .createArrayOf("bytea", elements.stream().map(Octets::toArray).toArray(byte[][]::new));
    }

    private void put(HeartbeatPublished heartbeat) {
        jdbc.update(
                """
                INSERT INTO heartbeat (instance, role, number, at, body) VALUES (?, 'signer', ?, ?, ?)
                ON CONFLICT (instance) DO UPDATE SET role = excluded.role, number = excluded.number, at = excluded.at, body = excluded.body
                WHERE heartbeat.number < excluded.number AND heartbeat.role = 'signer'
                """,
                heartbeat.instance(),
                heartbeat.number(),
                heartbeat.at().atOffset(ZoneOffset.UTC),
                MessageJson.write(heartbeat));
    }

    private void put(AuditCheckpointPublished published) {
        AuditCheckpoint checkpoint = AuditCheckpoint.verify(published.checkpoint(), trust.get(), installation)
                .orElseThrow();
        if (!checkpoint.instance().equals(published.instance()) || checkpoint.number() != published.number()) {
            throw new IllegalArgumentException("The checkpoint is another one than its event says.");
        }
        jdbc.update(
                "INSERT INTO audit_checkpoint (instance, number, checkpoint) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                published.instance(),
                published.number(),
                published.checkpoint());
    }
}
