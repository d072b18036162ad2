package org.httpca.approval;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.httpca.audit.AuditEntry;
import org.httpca.audit.AuditHead;
import org.httpca.message.MessageJson;
import org.httpca.pki.Octets;

/** Entries of the audit log as the signer's runtime user appends them, who may do that and nothing else. */
final class AuditRows {
    private AuditRows() {}

    static void append(SignerSide signer, List<AuditEntry> entries) {
        try (Connection connection = signer.connect(SignerSide.SIGNER_USER, SignerSide.SIGNER_PASSWORD)) {
            append(connection, entries);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next of its chain, whoever appended the last. */
    static void append(Connection connection, String chain, Instant at, String event, Map<String, String> detail)
            throws SQLException {
        AuditEntry entry = AuditEntry.after(
                head(connection, chain), at, event, null, MessageJson.mapper().writeValueAsString(detail));
        append(connection, List.of(entry));
    }

    private static AuditHead head(Connection connection, String chain) throws SQLException {
        try (PreparedStatement last = connection.prepareStatement(
                "select sequence, hash from audit where chain = ? order by sequence desc limit 1")) {
            last.setString(1, chain);
            try (ResultSet row = last.executeQuery()) {
                return row.next()
                        ? new AuditHead(chain, row.getLong(1), Octets.of(row.getBytes(2)))
                        : AuditHead.genesis(chain);
            }
        }
    }

    private static void append(Connection connection, List<AuditEntry> entries) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into audit values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (AuditEntry entry : entries) {
                insert.setString(1, entry.chain());
                insert.setLong(2, entry.sequence());
                insert.setObject(3, entry.at().atOffset(ZoneOffset.UTC));
                insert.setString(4, entry.event());
                insert.setObject(5, entry.requestId());
                insert.setString(6, entry.detail());
                insert.setBytes(7, entry.previous().toArray());
                insert.setBytes(8, entry.hash().toArray());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
