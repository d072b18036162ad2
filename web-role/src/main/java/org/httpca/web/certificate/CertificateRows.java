package org.httpca.web.certificate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.httpca.pki.Octets;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code certificate}, to read; the worker writes it. Plain SQL: every requester fetches a certificate, and a session
 * and an entity for each were the dearest part of a download.
 */
@Component
class CertificateRows {
    private static final String SELECT =
            "select issuer, serial, request_id, der, subject, identifiers, key_label, spki_sha256, sha256, not_before, not_after"
                    + " from certificate where ";
    private static final RowMapper<CertificateView> ROW = (row, number) -> view(row);

    private final JdbcClient jdbc;

    CertificateRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<CertificateView> find(String issuer, String serial) {
        return jdbc.sql(SELECT + "issuer = ? and serial = ?")
                .params(issuer, serial)
                .query(ROW)
                .optional();
    }

    /** Serials are unique per issuer only. */
    List<CertificateView> firstTenOfSerial(String serial) {
        return jdbc.sql(SELECT + "serial = ? order by issuer limit 10")
                .param(serial)
                .query(ROW)
                .list();
    }

    Optional<CertificateView> ofRequest(UUID requestId) {
        return jdbc.sql(SELECT + "request_id = ?").param(requestId).query(ROW).optional();
    }

    private static CertificateView view(ResultSet row) throws SQLException {
        return new CertificateView(
                row.getString(1),
                row.getString(2),
                Octets.of(row.getBytes(4)),
                row.getString(5),
                List.of((String[]) row.getArray(6).getArray()),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getObject(10, OffsetDateTime.class).toInstant(),
                row.getObject(11, OffsetDateTime.class).toInstant(),
                row.getObject(3, UUID.class));
    }
}
