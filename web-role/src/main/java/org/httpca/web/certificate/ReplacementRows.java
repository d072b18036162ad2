package org.httpca.web.certificate;

import java.util.List;
import org.httpca.web.certificate.ReplacementView.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code replacement}, to read. */
@Component
class ReplacementRows {
    private static final RowMapper<Place> PLACE = (row, number) -> new Place(row.getString(1), row.getString(2));

    private final JdbcClient jdbc;

    ReplacementRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ReplacementView of(CertificateView certificate) {
        List<Place> by = jdbc.sql("""
                        select r.issuer, r.serial from replacement p join request r on r.id = p.request_id
                        where p.issuer = ? and p.serial = ? and r.status = 'issued'
                        order by r.submitted_at, r.id limit 10""")
                .params(certificate.issuer(), certificate.serial())
                .query(PLACE)
                .list();
        return new ReplacementView(before(certificate), by);
    }

    private @Nullable Place before(CertificateView certificate) {
        return certificate.requestId() == null
                ? null
                : jdbc.sql("select issuer, serial from replacement where request_id = ?")
                        .param(certificate.requestId())
                        .query(PLACE)
                        .optional()
                        .orElse(null);
    }
}
