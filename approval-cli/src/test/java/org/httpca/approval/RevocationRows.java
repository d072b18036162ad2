package org.httpca.approval;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.httpca.order.Order;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;

/** What the signer makes of an order to revoke, by the rules of its own, and audits of it; with neither MAC, CRL nor word to the web side. */
final class RevocationRows {
    private static final int HOLD = RevocationReason.CERTIFICATE_HOLD.code();

    private RevocationRows() {}

    /** Empty if it counts; then the row is there. */
    static String refusal(Connection connection, Order order) throws SQLException {
        Order.Revocation target = Objects.requireNonNull(order.revocation());
        try (PreparedStatement statement =
                connection.prepareStatement("select sha256(der), c.not_after, r.issuer is not null, r.reason, r.at"
                        + " from certificate c left join revocation r using (issuer, serial)"
                        + " where issuer = ? and serial = ?")) {
            statement.setString(1, target.issuer());
            statement.setString(2, target.serial());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return "Issuer '" + target.issuer() + "' has issued no certificate with this serial.";
                }
                if (!Octets.of(row.getBytes(1)).equals(order.digest())) {
                    return "Another certificate has this serial number than the one that was seen.";
                }
                return next(connection, order, target, row);
            }
        }
    }

    private static String next(Connection connection, Order order, Order.Revocation target, ResultSet row)
            throws SQLException {
        boolean said = row.getBoolean(3);
        Integer before = row.getObject(4, Integer.class);
        int wanted = target.reason().code();
        boolean release = target.reason() == RevocationReason.REMOVE_FROM_CRL;
        OffsetDateTime now = order.at().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
        if (release && !said) {
            return "The certificate is not on hold: there is nothing to release.";
        }
        boolean forGood = before != null && before != HOLD;
        Integer after = release ? null : Integer.valueOf(wanted);
        boolean again = said && Objects.equals(before, after);
        if (again) {
            return "";
        }
        if (forGood && wanted != RevocationReason.KEY_COMPROMISE.code()) {
            return "It was revoked before.";
        }
        CountingSigner.update(
                connection,
                "insert into revocation (issuer, serial, revision, reason, at, not_after, ordered, mac)"
                        + " values (?, ?, ?, ?, ?, ?, true, '\\x00') on conflict (issuer, serial) do update"
                        + " set revision = revocation.revision + 1, reason = excluded.reason, at = excluded.at",
                target.issuer(),
                target.serial(),
                order.at().toEpochMilli(),
                after,
                // it was not to be relied on since then, for whatever reason
                before == null || release ? now : row.getObject(5, OffsetDateTime.class),
                row.getObject(2, OffsetDateTime.class));
        AuditRows.append(
                connection,
                "signer-1/decide",
                order.at(),
                release ? "certificate-released" : "certificate-revoked",
                audited(connection, target));
        if (target.reason() == RevocationReason.KEY_COMPROMISE) {
            CountingSigner.update(
                    connection,
                    "insert into blocked_key select spki_sha256, now(), issuer, serial from certificate"
                            + " where issuer = ? and serial = ? on conflict do nothing",
                    target.issuer(),
                    target.serial());
        }
        return "";
    }

    /** All that the row says, as the signer's Revoking has it. */
    static Map<String, String> audited(Connection connection, Order.Revocation target) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select revision, reason, at, not_after, ordered, shard from revocation where issuer = ? and serial = ?")) {
            statement.setString(1, target.issuer());
            statement.setString(2, target.serial());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Map<String, String> detail = new TreeMap<>();
                detail.put("issuer", target.issuer());
                detail.put("serial", target.serial());
                detail.put("revision", row.getString("revision"));
                detail.put("since", instant(row, "at"));
                detail.put("notAfter", instant(row, "not_after"));
                detail.put("ordered", String.valueOf(row.getBoolean("ordered")));
                if (!row.getString("shard").isEmpty()) {
                    detail.put("shard", row.getString("shard"));
                }
                int code = row.getInt("reason");
                if (!row.wasNull()) {
                    detail.put(
                            "reason",
                            RevocationReason.ofCode(code).orElseThrow().label());
                }
                return detail;
            }
        }
    }

    private static String instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant().toString();
    }
}
