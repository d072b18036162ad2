package org.httpca.web.search;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.RequestCertificate;
import org.httpca.message.UnreadableMessageException;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables that are searched, to read. */
final class SearchRows {
    /**
     * No statement takes longer: whoever waits for more has a database that others need. And each goes along its index, piece by piece:
     * by its guess of how many there are, the planner may find it cheaper to read and sort all of them, and may be far out.
     */
    static final String SETTINGS = "set local statement_timeout = '3s'; set local plan_cache_mode = force_custom_plan;"
            + " set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off;"
            + " set local enable_hashjoin = off; set local enable_mergejoin = off; set local jit = off";

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;

    /** @param reading a transaction that writes nothing */
    SearchRows(JdbcClient jdbc, TransactionTemplate reading) {
        this.jdbc = jdbc;
        this.reading = reading;
    }

    /**
     * A piece of a scan.
     *
     * @param key behind which it begins; empty for its beginning
     * @param most how many places
     */
    List<Hit> read(Scan scan, List<String> key, String requester, int most, Instant now) {
        return Objects.requireNonNull(reading.execute(status -> {
            jdbc.sql(SETTINGS).update();
            return jdbc.sql(scan.sql(!key.isEmpty()))
                    .params(scan.parameters(requester, key, most))
                    .query((row, n) -> hit(row, scan, now))
                    .list();
        }));
    }

    /** Who asked for what these requests got. */
    Map<UUID, Requester> requesters(List<UUID> requests) {
        Map<UUID, Requester> found = new HashMap<>();
        if (!requests.isEmpty()) {
            jdbc.sql("select id, principal, command from request where id = any(?)")
                    .param(requests.toArray(UUID[]::new))
                    .query(row -> {
                        found.put(row.getObject(1, UUID.class), requester(row.getString(2), row.getString(3)));
                    });
        }
        return found;
    }

    private static Requester requester(@Nullable String principal, String command) {
        try {
            var said = ((RequestCertificate) MessageJson.read(MessageType.REQUEST_CERTIFICATE, command)).requester();
            return said == null
                    ? new Requester(principal, null, null)
                    : new Requester(principal, said.name(), said.email());
        } catch (UnreadableMessageException e) {
            return new Requester(principal, null, null);
        }
    }

    private static Hit hit(ResultSet row, Scan scan, Instant now) throws SQLException {
        RevocationReason reason = Optional.ofNullable(row.getString(12))
                .flatMap(RevocationReason::ofLabel)
                .orElse(null);
        OffsetDateTime at = row.getObject(13, OffsetDateTime.class);
        Instant notBefore = row.getObject(10, OffsetDateTime.class).toInstant();
        Instant notAfter = row.getObject(11, OffsetDateTime.class).toInstant();
        Found found = new Found(
                row.getString(3),
                row.getString(4),
                row.getString(5),
                texts(row.getArray(6)),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                notBefore,
                notAfter,
                CertificateStatus.of(reason, notBefore, notAfter, now),
                reason,
                at == null || reason == null ? null : at.toInstant(),
                Requester.UNKNOWN);
        List<String> key = List.of(row.getString(1), row.getString(2))
                .subList(0, scan.types().size());
        return new Hit(key, found, texts(row.getArray(15)), row.getBoolean(16), row.getObject(14, UUID.class));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
