package org.httpca.web.ocsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.httpca.pki.Octets;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Published;
import org.httpca.web.SettableClock;
import org.httpca.web.WebRole;
import org.httpca.web.WebUnderTest;
import org.httpca.web.issuance.ResponderWishes;
import org.httpca.web.issuer.Issuers;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** The life of a responder, with time as it is set here and a signer that answers when it is told to. */
class RespondersTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();

    private final SettableClock clock = new SettableClock(Instant.now());
    private final Responders responders = new Responders(
            WEB.bean(Issuers.class),
            new ResponderRows(WEB.bean(JdbcClient.class)),
            WEB.bean(ResponderWishes.class),
            new SecureRandom(),
            clock);

    @Test
    void itIsRenewedAtHalfItsLifeAndMissedAtThreeQuarters() throws Exception {
        OcspTest.certified(WEB.http());
        responders.keep();
        Responder first = responders.of("issuing").orElseThrow();
        assertThat(first.certificate().getSubject()).hasToString("CN=OCSP responder of Issuing");
        assertThat(open()).isZero();
        assertThat(responders.alarms()).isEmpty();

        Duration life = Duration.between(first.from(), first.to());
        WEB.owner()
                .sql("update ocsp_responder set asked_at = asked_at - interval '1 hour'")
                .update();
        clock.set(first.from().plus(life.dividedBy(2)));
        responders.keep();
        assertThat(open()).isEqualTo(1);
        responders.keep();
        assertThat(open()).as("one wish at a time").isEqualTo(1);
        assertThat(responders.alarms()).isEmpty();

        clock.set(first.to().minus(life.dividedBy(4)).plusSeconds(1));
        responders.keep();
        assertThat(responders.alarms())
                .singleElement()
                .asString()
                .contains("OCSP responder of issuing ends at", "has not answered");

        Published.certifyResponders(
                WEB.owner(), clock.instant(), clock.instant().plus(Duration.ofHours(12)));
        responders.keep();
        assertThat(responders.of("issuing").orElseThrow().id()).isNotEqualTo(first.id());
        assertThat(responders.alarms()).isEmpty();
        // so that the role that runs beside goes on with the first
        WEB.owner()
                .sql("delete from ocsp_responder where id <> ?")
                .param(first.id())
                .update();
    }

    @Test
    void afterAWishThatFailedAnotherIsMadeAfterAPause() throws Exception {
        OcspTest.certified(WEB.http());
        responders.keep();
        Responder first = responders.of("issuing").orElseThrow();
        WEB.owner()
                .sql("update ocsp_responder set asked_at = asked_at - interval '1 hour'")
                .update();
        clock.set(first.to().minus(Duration.ofMinutes(30)));
        responders.keep();
        assertThat(open()).isEqualTo(1);
        WEB.owner().sql("""
                        update ocsp_responder set announce_at = null, asked_at = ?,
                        problem = '{"type":"server-internal","detail":"Not of this key."}'
                        where announce_at is not null""").param(Timestamp.from(clock.instant())).update();
        responders.keep();
        assertThat(open()).isZero();
        assertThat(responders.alarms()).singleElement().asString().endsWith("The last wish failed: Not of this key.");
        clock.set(clock.instant().plus(Responders.ASKED_AGAIN_AFTER));
        responders.keep();
        assertThat(open()).isEqualTo(1);
        WEB.owner()
                .sql("delete from ocsp_responder where id <> ?")
                .param(first.id())
                .update();
    }

    @Test
    void aRootHasNone() {
        responders.keep();
        assertThat(responders.isIssuer("issuing")).isTrue();
        assertThat(responders.isIssuer("root")).isFalse();
    }

    @Test
    void whatTheIssuerHasNotCertifiedForItCannotAnswer() throws Exception {
        KeyPair key = Csr.key();
        byte[] good = certificate(key, Published.issuingKey().getPrivate(), KeyPurposeId.id_kp_OCSPSigning);
        byte[] server = certificate(key, Published.issuingKey().getPrivate(), KeyPurposeId.id_kp_serverAuth);
        byte[] foreign = certificate(key, Csr.key().getPrivate(), KeyPurposeId.id_kp_OCSPSigning);
        byte[] renamed =
                certificate("CN=Issuing 2", key, Published.issuingKey().getPrivate(), KeyPurposeId.id_kp_OCSPSigning);
        assertThat(of(good, key)).isPresent();
        assertThat(of(server, key)).isEmpty();
        assertThat(of(foreign, key)).isEmpty();
        assertThat(of(renamed, key))
                .as("by the issuer's key, under another name")
                .isEmpty();
        assertThat(of(good, Csr.key())).isEmpty();
        assertThat(of(new byte[] {1}, key)).isEmpty();
    }

    private static java.util.Optional<Responder> of(byte[] certificate, KeyPair key) {
        return Responder.of(
                UUID.randomUUID(),
                "issuing",
                Octets.of(Published.der(Published.ISSUING)),
                certificate,
                key.getPrivate().getEncoded());
    }

    private static byte[] certificate(KeyPair key, PrivateKey issuer, KeyPurposeId purpose) throws Exception {
        return certificate("CN=Issuing", key, issuer, purpose);
    }

    private static byte[] certificate(String issuerName, KeyPair key, PrivateKey issuer, KeyPurposeId purpose)
            throws Exception {
        return new JcaX509v3CertificateBuilder(
                        new X500Name(issuerName),
                        BigInteger.ONE,
                        Date.from(Instant.now()),
                        Date.from(Instant.now().plusSeconds(60)),
                        new X500Name("CN=x"),
                        key.getPublic())
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer))
                .getEncoded();
    }

    @Test
    void withoutTheDatabaseItIsToBeTriedLater() throws Exception {
        OcspTest.certified(WEB.http());
        responders.keep();
        Statuses unreachable = new Statuses(
                new JdbcTemplate(new AbstractDataSource() {
                    @Override
                    public java.sql.Connection getConnection() throws SQLException {
                        throw new SQLException("away");
                    }

                    @Override
                    public java.sql.Connection getConnection(String user, String password) throws SQLException {
                        throw new SQLException("away");
                    }
                }),
                false);
        Ocsp ocsp = new Ocsp(responders, unreachable, new KeptAnswers(unreachable, clock), clock, 1);
        assertThat(ocsp.answer("issuing", Requests.of(Published.ISSUING, 1))).contains(Answer.TRY_LATER);
    }

    @Test
    void onceItHasEndedItIsToBeTriedLater() throws Exception {
        OcspTest.certified(WEB.http());
        responders.keep();
        clock.set(Instant.now().plus(Duration.ofHours(13)));
        Statuses statuses = new Statuses(WEB.bean(JdbcTemplate.class), false);
        Ocsp ocsp = new Ocsp(responders, statuses, new KeptAnswers(statuses, clock), clock, 1);
        assertThat(ocsp.answer("issuing", Requests.of(Published.ISSUING, 1))).contains(Answer.TRY_LATER);
        assertThat(ocsp.answer("elsewhere", Requests.of(Published.ISSUING, 1))).isEmpty();
        assertThat(responders.alarms()).singleElement().asString().contains("OCSP for issuing has no answers");
    }

    @Test
    void oneAddressHasABudgetOfItsOwnForOcsp() throws Exception {
        var properties = WEB.properties();
        properties.put("httpca.instance", "limited-ocsp");
        properties.put("httpca.proxies", "127.0.0.0/8");
        properties.put("httpca.limits.address.reads", 1);
        properties.put("httpca.limits.address.submissions", 1);
        properties.put("httpca.limits.ocsp", 4);
        try (ConfigurableApplicationContext limited = WebRole.run(properties)) {
            Http http = WebUnderTest.http(limited);
            byte[] request = Requests.of(Published.ISSUING, 1);
            List<Integer> statuses = new java.util.ArrayList<>();
            for (int i = 0; i < 6; i++) {
                statuses.add(
                        http.post("/ocsp/issuing", "application/ocsp-request", request, "X-Forwarded-For", "192.0.2.1")
                                .status());
            }
            assertThat(statuses.subList(0, 4)).doesNotContain(429);
            assertThat(statuses.subList(4, 6)).containsOnly(429);
            assertThat(http.post("/ocsp/issuing", "application/ocsp-request", request, "X-Forwarded-For", "192.0.2.2")
                            .status())
                    .isNotEqualTo(429);
            assertThat(http.get("/api/v1/ca", "X-Forwarded-For", "192.0.2.1").status())
                    .as("what was left of the others")
                    .isEqualTo(200);
        }
    }

    private static int open() {
        return WEB.owner()
                .sql("select count(*) from ocsp_responder where announce_at is not null")
                .query(Integer.class)
                .single();
    }
}
