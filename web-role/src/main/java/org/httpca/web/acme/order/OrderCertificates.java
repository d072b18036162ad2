package org.httpca.web.acme.order;

import java.util.Optional;
import java.util.UUID;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.Certificates;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which certificates came of which account's orders. */
public class OrderCertificates {
    private final JdbcClient jdbc;
    private final Certificates certificates;

    OrderCertificates(JdbcClient jdbc, Certificates certificates) {
        this.jdbc = jdbc;
        this.certificates = certificates;
    }

    /** Who asks, as requests and certificates have it. */
    public static String principal(UUID account) {
        return "acme:" + account;
    }

    /** The certificate of one of this account's orders, once it is there. */
    public Optional<CertificateView> of(UUID account, UUID order) {
        return jdbc.sql("select request_id from acme_order where id = ? and account_id = ? and request_id is not null")
                .params(order, account)
                .query(UUID.class)
                .optional()
                .flatMap(certificates::ofRequest);
    }

    /** Whether it came of an order of this account. */
    public boolean has(UUID account, CertificateView certificate) {
        return certificate.requestId() != null
                && jdbc.sql("select count(*) from acme_order where request_id = ? and account_id = ?")
                                .params(certificate.requestId(), account)
                                .query(Long.class)
                                .single()
                        == 1;
    }
}
