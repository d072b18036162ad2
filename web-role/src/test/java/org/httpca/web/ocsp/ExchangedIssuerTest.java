package org.httpca.web.ocsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.Published.ISSUING;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.httpca.pki.Octets;
import org.httpca.web.Csr;
import org.httpca.web.Published;
import org.httpca.web.SettableClock;
import org.httpca.web.WebUnderTest;
import org.httpca.web.issuance.ResponderWishes;
import org.httpca.web.issuer.IssuerView;
import org.httpca.web.issuer.Issuers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An issuer that has another certificate under its name: with another key, with the same, and with the former one again. */
@Timeout(120)
class ExchangedIssuerTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final long SERIAL = 0x0e0c0001L;

    private final SettableClock clock = new SettableClock(Instant.now());
    private final Responders responders = new Responders(
            WEB.bean(Issuers.class),
            new ResponderRows(WEB.bean(JdbcClient.class)),
            WEB.bean(ResponderWishes.class),
            new SecureRandom(),
            clock);
    private final Statuses statuses = new Statuses(WEB.bean(JdbcTemplate.class), false);
    private final Ocsp ocsp = new Ocsp(responders, statuses, new KeptAnswers(statuses, clock), clock, 1);
    private final List<UUID> before = rows();
    private Responder first;

    @BeforeEach
    void oneAnswers() throws Exception {
        OcspTest.certified(WEB.http());
        responders.keep();
        first = responders.of("issuing").orElseThrow();
        WEB.owner()
                .sql("delete from certificate where serial = ?")
                .param(Long.toHexString(SERIAL))
                .update();
        Published.issue(WEB.owner(), SERIAL, "www.example", null);
    }

    @AfterEach
    void asBefore() throws Exception {
        exchange(ISSUING);
        WEB.owner()
                .sql("delete from ocsp_responder where id <> ? and not (id = any (?))")
                .params(first.id(), before.toArray(UUID[]::new))
                .update();
        WEB.owner()
                .sql("delete from certificate where serial = ?")
                .param(Long.toHexString(SERIAL))
                .update();
    }

    @Test
    void whatAFormerKeyHasCertifiedAnswersNoMoreAndAnotherIsAskedFor() throws Exception {
        byte[] ofFormer = Requests.of(ISSUING, SERIAL);
        assertThat(signedBy(ofFormer)).isEqualTo(first.certificate().getSubjectPublicKeyInfo());
        KeyPair key = Csr.key();
        X509CertificateHolder other = issuing("CN=Issuing", key, 3);
        exchange(other);
        WEB.owner()
                .sql("delete from ocsp_responder where announce_at is not null")
                .update();

        responders.keep();
        assertThat(responders.of("issuing")).isEmpty();
        assertThat(ocsp.answer("issuing", ofFormer))
                .as("kept, signed by the former one")
                .contains(Answer.TRY_LATER);
        assertThat(open())
                .as("asked at once, however long ago the last wish was")
                .isEqualTo(1);

        Published.certifyResponders(
                WEB.owner(), key, clock.instant(), clock.instant().plus(Duration.ofHours(12)));
        responders.keep();
        Responder second = responders.of("issuing").orElseThrow();
        assertThat(second.id()).isNotEqualTo(first.id());
        byte[] ofOther = Requests.of(other, SERIAL);
        assertThat(signedBy(ofOther)).isEqualTo(second.certificate().getSubjectPublicKeyInfo());
        assertThat(ocsp.answer("issuing", ofFormer)).contains(Answer.UNAUTHORIZED);

        exchange(ISSUING);
        responders.keep();
        assertThat(responders.of("issuing").orElseThrow().id())
                .as("what could not be used fits again")
                .isEqualTo(first.id());
        assertThat(signedBy(ofFormer)).isEqualTo(first.certificate().getSubjectPublicKeyInfo());
    }

    @Test
    void withTheSameNameAndKeyItGoesOn() throws Exception {
        exchange(issuing("CN=Issuing", Published.issuingKey(), 4));
        responders.keep();
        assertThat(responders.of("issuing").orElseThrow().id()).isEqualTo(first.id());
    }

    @Test
    void underAnotherNameItAnswersNoMore() throws Exception {
        exchange(issuing("CN=Issuing 2", Published.issuingKey(), 5));
        responders.keep();
        assertThat(responders.of("issuing")).isEmpty();
    }

    /** The key that an answer's signature holds by. */
    private Object signedBy(byte[] request) throws Exception {
        Answer answer = ocsp.answer("issuing", request).orElseThrow();
        BasicOCSPResp basic = (BasicOCSPResp) new OCSPResp(answer.der()).getResponseObject();
        X509CertificateHolder responder = basic.getCerts()[0];
        assertThat(basic.isSignatureValid(new JcaContentVerifierProviderBuilder().build(responder)))
                .isTrue();
        return responder.getSubjectPublicKeyInfo();
    }

    private static X509CertificateHolder issuing(String name, KeyPair key, long serial) throws Exception {
        return new JcaX509v3CertificateBuilder(
                        new X500Name("CN=Root"),
                        BigInteger.valueOf(serial),
                        Date.from(Published.NOW.minusSeconds(60)),
                        Date.from(Published.NOW.plus(Duration.ofDays(90))),
                        new X500Name(name),
                        key.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()));
    }

    /** As the worker does when the signer has published it, until the role has read it. */
    private static void exchange(X509CertificateHolder certificate) throws Exception {
        byte[] der = Published.der(certificate);
        WEB.owner()
                .sql("update issuer set der = ? where name = 'issuing'")
                .param(der)
                .update();
        Issuers issuers = WEB.bean(Issuers.class);
        Instant patience = Instant.now().plus(Duration.ofMinutes(1));
        while (!issuers.find("issuing").map(IssuerView::certificate).equals(Optional.of(Octets.of(der)))) {
            assertThat(Instant.now()).as("while the role has not read it").isBefore(patience);
            Thread.sleep(50); // it keeps what it has read for some seconds
        }
    }

    private static List<UUID> rows() {
        return WEB.owner()
                .sql("select id from ocsp_responder")
                .query(UUID.class)
                .list();
    }

    private static int open() {
        return WEB.owner()
                .sql("select count(*) from ocsp_responder where announce_at is not null")
                .query(Integer.class)
                .single();
    }
}
