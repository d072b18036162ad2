package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.message.Role.SIGNER;
import static org.httpca.message.Role.WORKER;
import static org.httpca.standalone.WholeSystem.rows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.httpca.message.CertificateIssued;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.httpca.standalone.WholeSystem.Asked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whoever has the broker, with every login on it, and even one role's key: what he puts into the queues is refused, audited and
 * parked; what he repeats or holds back too long has no effect and is counted.
 */
abstract class ForgedMessageJourney extends Journey {

    private Forger forger;
    private RoleLogin asWorker;
    private RoleLogin asSigner;

    @BeforeAll
    void logIn() throws Exception {
        forger = new Forger(here());
        asWorker = new RoleLogin(here(), WORKER);
        asSigner = new RoleLogin(here(), SIGNER);
    }

    @AfterAll
    void logOut() throws Exception {
        asWorker.close();
        asSigner.close();
        here().approval("audit", "verify");
    }

    @Test
    void aCommandFromAnotherMessagingCa() throws Exception {
        RequestCertificate command = command();
        signerRefuses(forger.sealedByAStranger(WORKER, SIGNER, command), "not from the messaging CA", command);
    }

    @Test
    void aCommandToAnotherRecipient() throws Exception {
        RequestCertificate command = command();
        signerRefuses(forger.sealed(WORKER, WORKER, command), "not addressed to", command);
    }

    @Test
    void aCommandByTheSignersOwnKey() throws Exception {
        RequestCertificate command = command();
        signerRefuses(forger.sealed(SIGNER, SIGNER, command), "'request-certificate' is not for", command);
    }

    @Test
    void anEventAmongTheCommands() throws Exception {
        Asked asked = here().asksUntil("echoed.example.test", "waiting-for-approval");
        byte[] body = forger.sealed(WORKER, SIGNER, issued(asked));
        asWorker.publishes(body);
        parked(here().signer(), "httpca.signer", body, "'certificate-issued' is not for");
        audited(body, "'certificate-issued' is not for");
        assertThat(here().audited(asked.id())).isEqualTo(List.of("request-held"));
        stillWaits(asked);
    }

    @Test
    void aCommandUnderAnotherType() throws Exception {
        RequestCertificate command = command();
        byte[] genuine = forger.sealed(WORKER, SIGNER, command);
        signerRefuses(forger.retyped(WORKER, genuine), "the type is not", command);
    }

    @Test
    void aMessageOfUnknownType() throws Exception {
        RequestCertificate command = command();
        byte[] genuine = forger.sealed(WORKER, SIGNER, command);
        signerRefuses(forger.ofUnknownType(WORKER, genuine, "request-certificate"), "sign-everything", command);
    }

    @Test
    void noEnvelopeAtAll() throws Exception {
        signerRefuses("{\"sign\":\"this\"}".getBytes(StandardCharsets.US_ASCII), "not a compact JWS", command());
    }

    /** One envelope, caught on its way: altered it is refused, held back it still counts, and the second time it does not. */
    @Test
    void aCapturedCommandAlteredAndReplayed() throws Exception {
        Captured captured = Captured.before(
                here(), asSigner, asWorker, "\"request-certificate\"", asked -> requests(asked.id()) > 0);
        UUID id = captured.asked().id();
        // not meanwhile, out of impatience
        here().web().update("UPDATE request SET announce_at = now() + interval '1 day' WHERE id = ?", id);
        for (int part = 0; part < 3; part++) {
            byte[] altered = forger.withAnotherOctet(captured.envelope(), part);
            asWorker.publishes(altered);
            parked(here().signer(), "httpca.signer", altered, "");
            audited(altered, "");
        }
        assertThat(requests(id)).as("altered ones had no effect").isZero();

        asWorker.publishes(captured.envelope());
        here().showsUntil(captured.asked(), "waiting-for-approval");
        Map<String, Object> before = here().signer().queryForMap("SELECT * FROM request WHERE id = ?", id);
        long replayed = here().reported(SIGNER, "replayed");
        asWorker.publishes(captured.envelope());
        Eventually.holds("the signer reports the replay", () -> here().reported(SIGNER, "replayed") == replayed + 1);
        Map<String, Object> after = here().signer().queryForMap("SELECT * FROM request WHERE id = ?", id);
        assertThat(after.get("revision")).isEqualTo(before.get("revision"));
        assertThat(after.get("state")).isEqualTo("Waiting-For-Approval");
        assertThat(here().audited(id)).isEqualTo(List.of("request-held"));
        notParked(here().signer(), captured.envelope());
    }

    @Test
    void anExpiredCommand() throws Exception {
        RequestCertificate command = command();
        byte[] body = forger.sealedLongAgo(WORKER, SIGNER, command);
        long expired = here().reported(SIGNER, "expired");
        asWorker.publishes(body);
        Eventually.holds("the signer reports the expired one", () -> here().reported(SIGNER, "expired") == expired + 1);
        assertThat(requests(command.requestId())).isZero();
        notParked(here().signer(), body);
    }

    @Test
    void aCertificateFromAnotherMessagingCa() throws Exception {
        Asked asked = here().asksUntil("stranger.example.test", "waiting-for-approval");
        workerRefuses(forger.sealedByAStranger(SIGNER, WORKER, issued(asked)), "not from the messaging CA", asked);
    }

    @Test
    void aCertificateByTheWorkersOwnKey() throws Exception {
        Asked asked = here().asksUntil("selfmade.example.test", "waiting-for-approval");
        workerRefuses(forger.sealed(WORKER, WORKER, issued(asked)), "'certificate-issued' is not for", asked);
    }

    @Test
    void aCertificateToAnotherRecipient() throws Exception {
        Asked asked = here().asksUntil("misdirected.example.test", "waiting-for-approval");
        workerRefuses(forger.sealed(SIGNER, SIGNER, issued(asked)), "not addressed to", asked);
    }

    @Test
    void aCertificateUnderAnotherType() throws Exception {
        Asked asked = here().asksUntil("retyped.example.test", "waiting-for-approval");
        byte[] genuine = forger.sealed(SIGNER, WORKER, issued(asked));
        workerRefuses(forger.retyped(SIGNER, genuine), "the type is not", asked);
    }

    @Test
    void anAlteredCertificate() throws Exception {
        Asked asked = here().asksUntil("altered.example.test", "waiting-for-approval");
        byte[] genuine = forger.sealed(SIGNER, WORKER, issued(asked));
        workerRefuses(forger.withAnotherOctet(genuine, 1), "does not hold", asked);
        workerRefuses(forger.withAnotherOctet(genuine, 2), "does not hold", asked);
    }

    @Test
    void anExpiredCertificateMessage() throws Exception {
        Asked asked = here().asksUntil("late.example.test", "waiting-for-approval");
        byte[] body = forger.sealedLongAgo(SIGNER, WORKER, issued(asked));
        long expired = here().reported(WORKER, "expired");
        asSigner.publishes(body);
        Eventually.holds("the worker reports the expired one", () -> here().reported(WORKER, "expired") == expired + 1);
        stillWaits(asked);
        notParked(here().web(), body);
    }

    @Test
    void aReplayedEvent() throws Exception {
        Captured captured = Captured.before(
                here(),
                asWorker,
                asSigner,
                "\"request-held\"",
                asked -> webStatus(asked).equals("waiting-for-approval"));
        asSigner.publishes(captured.envelope());
        here().showsUntil(captured.asked(), "waiting-for-approval");
        here().approves(captured.asked());
        here().showsUntil(captured.asked(), "issued");
        long replayed = here().reported(WORKER, "replayed");
        asSigner.publishes(captured.envelope());
        Eventually.holds("the worker reports the replay", () -> here().reported(WORKER, "replayed") == replayed + 1);
        assertThat(here().shows(captured.asked())).isEqualTo("issued");
        notParked(here().web(), captured.envelope());
    }

    private void signerRefuses(byte[] body, String reason, RequestCertificate command) throws Exception {
        asWorker.publishes(body);
        parked(here().signer(), "httpca.signer", body, reason);
        audited(body, reason);
        assertThat(requests(command.requestId())).as("requests made of it").isZero();
        assertThat(here().audited(command.requestId())).isEmpty();
    }

    private void workerRefuses(byte[] body, String reason, Asked asked) throws Exception {
        asSigner.publishes(body);
        parked(here().web(), "httpca.web", body, reason);
        stillWaits(asked);
    }

    private static void parked(JdbcTemplate database, String queue, byte[] body, String reason) {
        String found = Eventually.found(
                "parked: " + reason,
                () -> database
                        .queryForList(
                                "SELECT reason FROM parked WHERE direction = 'in' AND queue = ? AND body = ?",
                                String.class,
                                queue,
                                body)
                        .stream()
                        .findFirst());
        assertThat(found).contains(reason);
    }

    private static void notParked(JdbcTemplate database, byte[] body) {
        assertThat(database.queryForObject("SELECT count(*) FROM parked WHERE body = ?", Integer.class, (Object) body))
                .as("parked")
                .isZero();
    }

    /** The audit says so once, and names the octets. */
    private void audited(byte[] body, String reason) {
        assertThat(here().signer()
                        .queryForList(
                                "SELECT detail FROM audit WHERE event = 'message-refused' AND detail LIKE ?",
                                String.class,
                                "%" + Octets.of(body).sha256().hex() + "%"))
                .singleElement()
                .asString()
                .contains(reason);
    }

    private void stillWaits(Asked asked) throws Exception {
        assertThat(here().shows(asked)).isEqualTo("waiting-for-approval");
        assertThat(rows(here().web(), "certificate", asked.id()))
                .as("certificates of " + asked)
                .isZero();
    }

    private int requests(UUID id) {
        return rows(here().signer(), "request", id);
    }

    private String webStatus(Asked asked) {
        return String.valueOf(
                here().web().queryForObject("SELECT status FROM request WHERE id = ?", String.class, asked.id()));
    }

    /** For a name that policy clears by itself: if it had an effect, it would be a certificate. */
    private static RequestCertificate command() throws Exception {
        return Commands.request("forged." + AUTOSIGNED, "forged");
    }

    /** What would end the request, with a certificate that exists. */
    private CertificateIssued issued(Asked asked) throws Exception {
        byte[] der = Pem.decodeOne(Files.readString(here().file("ca/issuing.pem")), "CERTIFICATE")
                .orElseThrow();
        return new CertificateIssued(asked.id(), 1_000, "issuing", "4711", Octets.of(der));
    }
}
