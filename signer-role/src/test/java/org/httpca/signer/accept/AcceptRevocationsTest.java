package org.httpca.signer.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.httpca.message.RevokeCertificate;
import org.httpca.order.Order;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.testing.SignerDatabase;
import org.httpca.signer.testing.TestAdministrator;
import org.httpca.signer.testing.TestSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Commands of the web side, and orders of administrators, about certificates. */
class AcceptRevocationsTest {
    private static final byte[] DER = {0x30, 0};

    private final TestAdministrator mary = new TestAdministrator("mary");
    private final TestAdministrator stranger = new TestAdministrator("stranger");
    private final TestSigner signer = new TestSigner(TestAdministrator.all(mary));
    private final JdbcTemplate owner = new JdbcTemplate(SignerDatabase.shared().owner());
    private Instant time = Instant.parse("2026-11-21T10:00:00Z");

    @BeforeEach
    void certificates() {
        owner.update("DELETE FROM revocation");
        owner.update("DELETE FROM revocation_count");
        owner.update("DELETE FROM certificate WHERE issuer = 'test'");
        owner.update("DELETE FROM outbox");
        owner.update("DELETE FROM admin_order");
        for (int serial = 1; serial <= 5; serial++) {
            owner.update(
                    "INSERT INTO certificate (issuer, serial, der, subject, spki_sha256, not_before, not_after, issued_at)"
                            + " VALUES ('test', ?, ?, '', '', now(), now() + interval '90 days', now())",
                    String.valueOf(serial),
                    DER);
        }
    }

    @AfterEach
    void close() {
        owner.update("DELETE FROM revocation");
        owner.update("DELETE FROM revocation_count");
        owner.update("DELETE FROM certificate WHERE issuer = 'test'");
        signer.close();
    }

    @Test
    void aCommandRevokesAndTheWebSideIsTold() {
        signer.accepts(command("1", RevocationReason.SUPERSEDED));
        assertThat(states()).containsExactly("1 superseded");
        assertThat(told()).containsExactly("certificate-revoked 1");
        assertThat(signer.auditedDetail("certificate-revoked"))
                .singleElement()
                .asString()
                .contains("\"principal\":\"deploy\"", "\"sender\":\"worker-1\"", "\"source\":\"192.0.2.7\"");
    }

    @Test
    void ofOneEnvelopeTheOlderWishComesFirst() {
        RevokeCertificate hold = command("1", RevocationReason.CERTIFICATE_HOLD);
        RevokeCertificate release = command("1", RevocationReason.REMOVE_FROM_CRL);
        signer.accepts(release, hold);
        assertThat(states()).containsExactly("1 released");
        // said again by a worker that has had no answer: late
        signer.accepts(hold);
        assertThat(states()).containsExactly("1 released");
        assertThat(told()).containsExactly("certificate-revoked 1", "certificate-released 1", "certificate-released 1");
    }

    @Test
    void whatIsRefusedIsAnsweredUnderItsId() {
        RevokeCertificate unknown = command("77", RevocationReason.SUPERSEDED);
        RevokeCertificate release = command("1", RevocationReason.REMOVE_FROM_CRL);
        RevokeCertificate foreign = command("2", RevocationReason.CA_COMPROMISE);
        signer.accepts(unknown, release, foreign);
        assertThat(states()).isEmpty();
        assertThat(owner.queryForList("SELECT body FROM outbox WHERE type = 'revocation-refused'", String.class))
                .hasSize(3)
                .anyMatch(body ->
                        body.contains(unknown.revocationId().toString()) && body.contains("\"type\":\"not-found\""))
                .anyMatch(body ->
                        body.contains(release.revocationId().toString()) && body.contains("\"type\":\"conflict\""))
                .anyMatch(body ->
                        body.contains(foreign.revocationId().toString()) && body.contains("\"type\":\"malformed\""));
    }

    @Test
    void moreThanTheHoursLimitWaitsAndIsDoneWhenItIsSaidAgain() {
        RevokeCertificate last = command("4", RevocationReason.SUPERSEDED);
        signer.accepts(
                command("1", RevocationReason.SUPERSEDED),
                command("2", RevocationReason.SUPERSEDED),
                command("3", RevocationReason.SUPERSEDED),
                last);
        assertThat(states()).hasSize(TestSigner.REVOCATIONS_PER_HOUR);
        assertThat(signer.revocationRates.alarms()).singleElement().asString().contains("3 revocations an hour");
        assertThat(signer.auditedDetail("revocation-rate-limit-reached")).hasSize(1);
        signer.accepts(last);
        assertThat(states()).hasSize(3);
        assertThat(signer.auditedDetail("revocation-rate-limit-reached")).hasSize(1);
        // an administrator's order has no limit
        mary.revokes(
                target("5", RevocationReason.KEY_COMPROMISE), Octets.of(DER).sha256(), null);
        signer.decides();
        assertThat(states()).contains("5 keyCompromise");
        owner.update("UPDATE revocation_count SET minute = minute - interval '62 minutes'");
        signer.accepts(last);
        assertThat(states()).contains("4 superseded");
    }

    /** Whoever goes back and forth on one certificate is not to have more than others. */
    @Test
    void aHoldAndItsReleaseCountTwice() {
        signer.accepts(command("1", RevocationReason.CERTIFICATE_HOLD));
        signer.accepts(command("1", RevocationReason.REMOVE_FROM_CRL));
        signer.accepts(command("1", RevocationReason.CERTIFICATE_HOLD));
        signer.accepts(command("1", RevocationReason.REMOVE_FROM_CRL));
        assertThat(TestSigner.REVOCATIONS_PER_HOUR).isEqualTo(3);
        assertThat(states()).containsExactly("1 certificateHold");
    }

    @Test
    void anAnswerNamesItsWishAndARefusalComesWithWhatIsSo() {
        RevokeCertificate first = command("1", RevocationReason.SUPERSEDED);
        signer.accepts(first);
        signer.accepts(command("1", RevocationReason.CERTIFICATE_HOLD));
        assertThat(owner.queryForList(
                        "SELECT body FROM outbox WHERE type = 'certificate-revoked' ORDER BY id", String.class))
                .satisfiesExactly(
                        answer ->
                                assertThat(answer).contains(first.revocationId().toString()),
                        news -> assertThat(news).contains("\"revocationId\":null"));
        assertThat(owner.queryForList("SELECT body FROM outbox WHERE type = 'revocation-refused'", String.class))
                .hasSize(1);
    }

    @Test
    void anOrderRevokesAndNamesItsAdministrator() {
        long order = mary.revokes(
                target("1", RevocationReason.KEY_COMPROMISE), Octets.of(DER).sha256(), "the host was \u202e taken");
        signer.decides();
        assertThat(mary.answer(order)).isEqualTo("counted");
        assertThat(states()).containsExactly("1 keyCompromise");
        assertThat(told()).containsExactly("certificate-revoked 1");
        assertThat(signer.auditedDetail("revocation-ordered"))
                .singleElement()
                .asString()
                .contains("\"administrator\":\"mary\"", "orderSha256", "‹U+202E›");
    }

    @Test
    void anOrderForAnotherCertificateOrByAStrangerIsRefused() {
        long other = mary.revokes(
                target("1", RevocationReason.SUPERSEDED), Octets.of(new byte[1]).sha256(), null);
        long unknown = mary.revokes(
                target("77", RevocationReason.SUPERSEDED), Octets.of(DER).sha256(), null);
        long strange = stranger.revokes(
                target("1", RevocationReason.SUPERSEDED), Octets.of(DER).sha256(), null);
        signer.decides();
        assertThat(mary.answer(other)).startsWith("refused: Another certificate has this serial number");
        assertThat(mary.answer(unknown)).startsWith("refused: Issuer 'test' has issued no certificate");
        assertThat(stranger.answer(strange)).startsWith("refused: ");
        assertThat(states()).isEmpty();
    }

    private static Order.Revocation target(String serial, RevocationReason reason) {
        return new Order.Revocation("test", serial, reason);
    }

    /** Each is a second later than the one before. */
    private RevokeCertificate command(String serial, RevocationReason reason) {
        time = time.plus(1, ChronoUnit.SECONDS);
        return new RevokeCertificate(
                UUID.randomUUID(), "test", serial, reason, "deploy", "192.0.2.7", "correlation", time);
    }

    private List<String> states() {
        return owner.query(
                "SELECT serial, reason FROM revocation WHERE issuer = 'test' ORDER BY serial",
                (row, number) -> row.getString("serial") + " "
                        + (row.getObject("reason") == null
                                ? "released"
                                : RevocationReason.ofCode(row.getInt("reason"))
                                        .orElseThrow()
                                        .label()));
    }

    private List<String> told() {
        return owner.query(
                "SELECT type, body::json ->> 'serial' AS serial FROM outbox WHERE type LIKE 'certificate-re%' ORDER BY id",
                (row, number) -> row.getString("type") + " " + row.getString("serial"));
    }
}
