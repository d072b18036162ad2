package org.httpca.approval;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.RequestCertificate;
import org.httpca.message.UnreadableMessageException;
import org.httpca.order.Action;
import org.httpca.order.Administrators;
import org.httpca.order.Order;
import org.httpca.order.SignedOrder;
import org.httpca.pki.Octets;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Simulates the signer's decide stage: woken by NOTIFY "order", it verifies orders with the administrators' real public keys,
 * checks them against the digest of the command, and counts. It logs in as the signer's runtime user. It knows no clearance
 * and no audit.
 */
final class CountingSigner implements AutoCloseable {
    private final SignerSide signer;
    private final Administrators administrators;
    private final Thread thread = new Thread(this::run, "counting-signer");
    private final CountDownLatch listening = new CountDownLatch(1);
    private volatile boolean ends;

    private CountingSigner(SignerSide signer, Administrators administrators) {
        this.signer = signer;
        this.administrators = administrators;
    }

    static CountingSigner start(SignerSide signer, Administrators administrators) throws InterruptedException {
        CountingSigner counting = new CountingSigner(signer, administrators);
        counting.thread.setDaemon(true);
        counting.thread.start();
        counting.listening.await();
        return counting;
    }

    private void run() {
        try (Connection connection = signer.connect(SignerSide.SIGNER_USER, SignerSide.SIGNER_PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("listen \"order\"");
            listening.countDown();
            PGConnection notified = connection.unwrap(PGConnection.class);
            while (!ends) {
                if (notified.getNotifications(100).length > 0) {
                    count(connection);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet orders = statement.executeQuery(
                        "select id, jws from admin_order where counted_at is null order by id")) {
            while (orders.next()) {
                String refusal = refusal(connection, orders.getString("jws"));
                update(
                        connection,
                        "update admin_order set counted_at = now(), verdict = ?, reason = ? where id = ?",
                        refusal.isEmpty() ? "counted" : "refused",
                        refusal.isEmpty() ? null : refusal,
                        orders.getLong("id"));
            }
        }
    }

    /** Empty if it counts. */
    private String refusal(Connection connection, String jws) throws SQLException {
        Result<SignedOrder> verified = administrators.verify(jws);
        if (verified instanceof Result.Refused<SignedOrder> refused) {
            return refused.problem().detail();
        }
        Order order = verified.orElseThrow().order();
        if (order.action() == Action.RELOAD_PROFILES) {
            return "";
        }
        if (order.action() == Action.REVOKE) {
            return RevocationRows.refusal(connection, order);
        }
        if (!order.action().isAboutRequests()) {
            update(
                    connection,
                    "update issuing set halted = ?, sequence = ?, administrator = ?, reason = ?, at = ?",
                    order.action() == Action.HALT,
                    order.sequence(),
                    order.administrator(),
                    order.reason(),
                    order.at().atOffset(ZoneOffset.UTC));
            return "";
        }
        Octets digest = digest(connection, order.requestId());
        // As in the real one: what cannot be read any more can be rejected, and nothing else.
        if (digest == null ? order.action() != Action.REJECT : !digest.equals(order.digest())) {
            return "the request is not the one that was signed for";
        }
        if (order.action() == Action.REJECT) {
            update(
                    connection,
                    "update request set state = 'Waiting-For-Transmission', outcome = 'Rejected', word = 'outcome',"
                            + " decided_at = now() where id = ?",
                    order.requestId());
        } else {
            update(
                    connection,
                    "update request set approvals_given = approvals_given + 1 where id = ?",
                    order.requestId());
            update(
                    connection,
                    "update request set state = 'Waiting-For-Signature', verdict = 'cleared-by-orders',"
                            + " decided_at = now() where id = ? and approvals_given >= approvals_required",
                    order.requestId());
        }
        return "";
    }

    private static @Nullable Octets digest(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select command, profile_hash from request where id = ?")) {
            statement.setObject(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                RequestCertificate command =
                        (RequestCertificate) MessageJson.read(MessageType.REQUEST_CERTIFICATE, rows.getString(1));
                return command.digest(rows.getString(2));
            } catch (UnreadableMessageException e) {
                return null;
            }
        }
    }

    static void update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    @Override
    public void close() throws InterruptedException {
        ends = true;
        thread.join();
    }
}
