package org.httpca.web.issuer;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.httpca.forward.loop.Wakes;
import org.httpca.pki.Octets;
import org.httpca.web.cache.Recent;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The issuers that the signer last published, and their CRLs. */
@Component
public class Issuers {
    private final JdbcClient jdbc;
    private final Recent<List<IssuerView>> recent;

    Issuers(JdbcClient jdbc, Wakes wakes, Clock clock) {
        this.jdbc = jdbc;
        this.recent = new Recent<>(this::read, Duration.ofSeconds(2), clock);
        wakes.onWake("published", recent::forget);
    }

    /** Those that issue first, roots last; then by name. */
    public List<IssuerView> all() {
        return recent.get();
    }

    public Optional<IssuerView> find(String name) {
        return all().stream().filter(issuer -> issuer.name().equals(name)).findFirst();
    }

    /** The newest CRL; always from the database, so that a revocation shows as soon as it is known. */
    public Optional<Crl> crl(String issuer, String shard) {
        return jdbc.sql(
                        "select number, length, sha256, this_update, next_update from crl where issuer = ? and shard = ?")
                .params(issuer, shard)
                .query((row, n) -> new Crl(
                        issuer,
                        shard,
                        row.getLong(1),
                        row.getLong(2),
                        Octets.of(row.getBytes(3)),
                        row.getTimestamp(4).toInstant(),
                        row.getTimestamp(5).toInstant()))
                .optional();
    }

    /** Its DER, which may be long. It can be read for as long as the CRL is the newest or the one before. */
    public Resource der(Crl crl) {
        return new CrlDer(jdbc, crl);
    }

    private List<IssuerView> read() {
        Map<String, List<NamedCrl>> crls = jdbc
                .sql("select issuer, shard, number, this_update, next_update from crl order by issuer, shard")
                .query((row, n) -> new NamedCrl(
                        row.getString(1),
                        new CrlView(
                                row.getString(2),
                                row.getLong(3),
                                row.getTimestamp(4).toInstant(),
                                row.getTimestamp(5).toInstant())))
                .list()
                .stream()
                .collect(Collectors.groupingBy(NamedCrl::issuer));
        return jdbc.sql("select name, der, chain, root, alternates from issuer order by root, name")
                .query((row, n) -> IssuerCertificate.view(
                        row.getString(1),
                        row.getBytes(2),
                        (byte[][]) row.getArray(3).getArray(),
                        row.getBoolean(4),
                        (byte[][]) row.getArray(5).getArray(),
                        crls.getOrDefault(row.getString(1), List.of()).stream()
                                .map(NamedCrl::crl)
                                .toList()))
                .list();
    }

    private record NamedCrl(String issuer, CrlView crl) {}
}
