package org.httpca.web.issuance;

import java.util.List;
import java.util.Optional;
import org.httpca.pki.Octets;
import org.httpca.web.certificate.CertificateView;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code replacement}: which requests are to replace which certificates. */
final class Replacements {
    private final JdbcTemplate jdbc;

    Replacements(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** In the transaction that inserts the requests. */
    void add(List<Draft> drafts) {
        for (Draft draft : drafts) {
            Optional.ofNullable(draft.replaced())
                    .ifPresent(certificate -> jdbc.update(
                            "insert into replacement (request_id, issuer, serial, csr_sha256) values (?, ?, ?, ?)"
                                    + " on conflict do nothing",
                            draft.id(),
                            certificate.issuer(),
                            certificate.serial(),
                            draft.csr().der().sha256().toArray()));
        }
    }

    /**
     * Whether a certificate was asked to be renewed with this PKCS#10 before.
     *
     * @param source of an anonymous submission, whose idempotency key it is
     * @param key with which a repetition gets the request of then, and is not meant; null for none
     */
    boolean isUsed(CertificateView certificate, Octets csr, String source, @Nullable String key) {
        Integer found = jdbc.queryForObject(
                """
                select count(*)::int from replacement r where issuer = ? and serial = ? and csr_sha256 = ?
                and not exists (select 1 from idempotency_key k
                    where k.principal = ? and k.key = ? and k.request_id = r.request_id)""",
                Integer.class,
                certificate.issuer(),
                certificate.serial(),
                csr.sha256().toArray(),
                IdempotencyKeys.owner(null, source),
                key == null ? "" : IdempotencyKeys.first(key));
        return found != null && found > 0;
    }
}
