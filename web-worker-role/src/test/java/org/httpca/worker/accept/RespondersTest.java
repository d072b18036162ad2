package org.httpca.worker.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.httpca.envelope.Uuids;
import org.httpca.message.RequestResponderCertificate;
import org.httpca.message.ResponderCertificateIssued;
import org.httpca.message.ResponderCertificateRefused;
import org.httpca.pki.Octets;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.worker.WebSide;
import org.httpca.worker.settings.WorkerSettings;
import org.httpca.worker.transmit.UnansweredWishes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Wishes for responders' certificates, and what the signer answers. */
class RespondersTest {
    private final WebSide web = new WebSide();
    private final ResponderAnswers answers = new ResponderAnswers(web.jdbc);
    private final UnansweredWishes unanswered = UnansweredWishes.forResponders(
            web.jdbc,
            web.transactions,
            web.outbox,
            Uuids.v7Source(web.clock, new SecureRandom()),
            web.clock,
            new WorkerSettings.Announce(Duration.ofSeconds(30), Duration.ofHours(1)));
    private final KeyPair key = key();
    private final UUID id = wish(key);

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void theCertificateOfTheKeyIsStoredOnce() throws Exception {
        Octets certificate = certificate(key, 0x5f);
        accept(new ResponderCertificateIssued(id, "issuing", certificate));
        assertThat(stored()).isEqualTo(certificate);
        assertThat(open()).isFalse();
        assertThat(web.jdbc.queryForObject("SELECT serial FROM ocsp_responder", String.class))
                .isEqualTo("5f");
        accept(new ResponderCertificateIssued(id, "issuing", certificate(key, 0x60)));
        assertThat(stored()).isEqualTo(certificate);
    }

    @Test
    void whatIsAboutAnotherWishOrIssuerCountsForNothing() throws Exception {
        accept(new ResponderCertificateIssued(UUID.randomUUID(), "issuing", certificate(key, 1)));
        accept(new ResponderCertificateIssued(id, "other", certificate(key, 1)));
        accept(new ResponderCertificateIssued(id, "other", certificate(key(), 1)));
        assertThat(stored()).isNull();
        assertThat(open()).isTrue();
    }

    @Test
    void aCertificateOfAnotherKeyEndsTheWishWithAProblem() throws Exception {
        accept(new ResponderCertificateIssued(id, "issuing", certificate(key(), 1)));
        assertThat(stored()).isNull();
        assertThat(open()).as("said again, it would have the same answer").isFalse();
        assertThat(problem()).contains("no certificate of this key");
        accept(new ResponderCertificateIssued(id, "issuing", certificate(key, 1)));
        assertThat(stored()).as("the first answer counts").isNull();
    }

    @Test
    void whatIsNoCertificateEndsTheWishWithAProblem() {
        accept(new ResponderCertificateIssued(id, "issuing", Octets.ofHex("3003020101")));
        assertThat(stored()).isNull();
        assertThat(open()).isFalse();
        assertThat(problem()).contains("no certificate of this key");
    }

    @Test
    void aRefusalAnswersTheWishToo() throws Exception {
        Problem problem = new Problem(ProblemType.BAD_PUBLIC_KEY, "Another one.");
        answers.refuse(new ResponderCertificateRefused(UUID.randomUUID(), "issuing", problem));
        assertThat(open()).isTrue();
        answers.refuse(new ResponderCertificateRefused(id, "issuing", problem));
        assertThat(open()).isFalse();
        assertThat(problem()).contains("Another one.");
        accept(new ResponderCertificateIssued(id, "issuing", certificate(key, 1)));
        assertThat(stored()).isNull();
    }

    @Test
    void whatHasHadNoAnswerIsSaidAgain() {
        assertThat(unanswered.run()).isZero();
        web.jdbc.update("UPDATE ocsp_responder SET announce_at = now() - interval '1 second'");
        assertThat(unanswered.run()).isEqualTo(1);
        assertThat(unanswered.run()).isZero();
        assertThat(web.jdbc.queryForObject(
                        "SELECT count(*) FROM outbox WHERE type = 'request-responder-certificate'", Integer.class))
                .isEqualTo(1);
    }

    private void accept(ResponderCertificateIssued issued) {
        web.transactions.executeWithoutResult(status -> answers.accept(issued));
    }

    private @org.jspecify.annotations.Nullable Octets stored() {
        byte[] der = web.jdbc.queryForObject("SELECT certificate FROM ocsp_responder", byte[].class);
        return der == null ? null : Octets.of(der);
    }

    private @org.jspecify.annotations.Nullable String problem() {
        return web.jdbc.queryForObject("SELECT problem FROM ocsp_responder", String.class);
    }

    private boolean open() {
        return Boolean.TRUE.equals(
                web.jdbc.queryForObject("SELECT announce_at IS NOT NULL FROM ocsp_responder", Boolean.class));
    }

    private UUID wish(KeyPair pair) {
        try {
            byte[] csr = new JcaPKCS10CertificationRequestBuilder(new X500Name(""), pair.getPublic())
                    .build(signer(pair))
                    .getEncoded();
            RequestResponderCertificate command =
                    new RequestResponderCertificate(UUID.randomUUID(), "issuing", Octets.of(csr), web.clock.instant());
            web.asks(command);
            return command.responderId();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Octets certificate(KeyPair pair, long serial) throws Exception {
        Instant now = Instant.now();
        X509CertificateHolder certificate = new JcaX509v3CertificateBuilder(
                        new X500Name("CN=Issuing"),
                        java.math.BigInteger.valueOf(serial),
                        Date.from(now),
                        Date.from(now.plus(Duration.ofHours(12))),
                        new X500Name("CN=OCSP responder"),
                        pair.getPublic())
                .build(signer(key()));
        return Octets.of(certificate.getEncoded());
    }

    private static ContentSigner signer(KeyPair pair) throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
