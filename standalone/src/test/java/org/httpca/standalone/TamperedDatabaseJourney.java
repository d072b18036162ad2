package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.httpca.standalone.DatabaseThief.bytea;
import static org.httpca.standalone.WholeSystem.rows;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.message.CertificateIssued;
import org.httpca.message.MessageJson;
import org.httpca.pki.Octets;
import org.httpca.standalone.WholeSystem.Asked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows put into the signer's database by hand get nothing signed, and the audit says that it was tried. */
abstract class TamperedDatabaseJourney extends Journey {

    private DatabaseThief thief;

    @BeforeEach
    void breakIn() throws Exception {
        thief = new DatabaseThief(here());
    }

    @AfterEach
    void removeTriggers() {
        thief.removesTriggers();
    }

    /** After all that was tried, the log is still whole. */
    @AfterAll
    void theAuditHolds() {
        here().approval("audit", "verify");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", verdict = 'cleared-by-policy'",
                ", verdict = 'cleared-by-orders', approvals_given = 1",
                ", verdict = 'cleared-by-policy', approvals_required = 0, clearance = sha256('')",
            })
    void aRequestMovedToWaitingForSignatureByHandIsNotSigned(String more) throws Exception {
        Asked asked = here().asksUntil("moved.example.test", "waiting-for-approval");
        thief.does(
                "UPDATE request SET state = 'Waiting-For-Signature', word = NULL" + more + " WHERE id = ?", asked.id());
        takenBack(asked);
    }

    @Test
    void theAdministratorIsToldAndCanRejectIt() throws Exception {
        Asked asked = here().asksUntil("pushed.example.test", "waiting-for-approval");
        thief.does("UPDATE request SET state = 'Waiting-For-Signature', word = NULL WHERE id = ?", asked.id());
        takenBack(asked);
        assertThat(here().approval("show", asked.id().toString())).contains("altered");
        here().approval("reject", asked.id().toString(), "--reason", "somebody moved it");
        here().showsUntil(asked, "rejected");
    }

    @Test
    void aClearanceOfAnotherRequestClearsNothing() throws Exception {
        Asked cleared = here().asksUntil("lender." + AUTOSIGNED, "issued");
        Asked asked = here().asksUntil("borrower.example.test", "waiting-for-approval");
        thief.does(
                "UPDATE request SET state = 'Waiting-For-Signature', word = NULL, verdict = c.verdict, clearance = c.clearance,"
                        + " approvals_required = c.approvals_required FROM request c WHERE c.id = ? AND request.id = ?",
                cleared.id(),
                asked.id());
        takenBack(asked);
    }

    @Test
    void anotherNameInAHeldRequestIsNotSigned() throws Exception {
        Asked asked = here().asksUntil("harmless.example.test", "waiting-for-approval");
        thief.does(
                "UPDATE request SET command = replace(command, 'harmless', 'vault'), identifiers = '{vault.example.test}',"
                        + " state = 'Waiting-For-Signature', word = NULL, verdict = 'cleared-by-policy' WHERE id = ?",
                asked.id());
        takenBack(asked);
        assertThat(here().signer()
                        .queryForObject("SELECT findings FROM request WHERE id = ?", String.class, asked.id()))
                .as("what administrators are shown")
                .contains("altered by somebody");
    }

    @Test
    void anotherNameInAClearedRequestIsNotSigned() throws Exception {
        thief.altersOnInsert(
                "request",
                "IF NEW.identifiers = '{renamed." + AUTOSIGNED + "}' THEN"
                        + " NEW.command := replace(NEW.command, 'renamed." + AUTOSIGNED + "', 'vault.example.test');"
                        + " NEW.identifiers := '{vault.example.test}'; END IF;");
        Asked asked = here().asks("renamed." + AUTOSIGNED);
        here().auditsEventually(asked.id(), "request-found-altered");
        here().webSideHeardTheLatest(asked);
        assertThat(certificates(asked.id())).isZero();
        // what was written down to be signed had been cleared, and names nothing else
        assertThat(here().signer()
                        .queryForList("SELECT tbs FROM intent WHERE request_id = ?", byte[].class, asked.id()))
                .allSatisfy(tbs -> assertThat(new String(tbs, StandardCharsets.ISO_8859_1))
                        .contains("renamed.")
                        .doesNotContain("vault."));
        shownAsIssuedNowhere(asked);
    }

    @Test
    void aRowCopiedFromAClearedOneWithAnotherNameIsNotSigned() throws Exception {
        Asked cleared = here().asksUntil("model." + AUTOSIGNED, "issued");
        UUID id = UUID.randomUUID();
        int rows = thief.does(
                "INSERT INTO request (id, state, command, proof_sha256, profile, profile_hash, issuer, subject, identifiers,"
                        + " findings, approvals_required, verdict, clearance, received_at, updated_at)"
                        + " SELECT ?, 'Waiting-For-Signature',"
                        + " replace(replace(command, id::text, ?), 'model." + AUTOSIGNED + "', 'vault.example.test'),"
                        + " proof_sha256, profile, profile_hash, issuer, subject, '{vault.example.test}', findings,"
                        + " approvals_required, verdict, clearance, now(), now() FROM request WHERE id = ?",
                id,
                id.toString(),
                cleared.id());
        assertThat(rows).isOne();
        here().auditsEventually(id, "request-found-altered");
        assertThat(certificates(id)).isZero();
        assertThat(intents(id)).isZero();
        assertThat(rows(here().web(), "request", id))
                .as("requests of that id on the web side")
                .isZero();
    }

    @Test
    void aRowThatSaysItWasIssuedIsNotTold() throws Exception {
        Asked other = here().asksUntil("real." + AUTOSIGNED, "issued");
        Asked asked = here().asksUntil("pretender.example.test", "waiting-for-approval");
        thief.does(
                "UPDATE request SET state = 'Waiting-For-Transmission', outcome = 'Issued', word = 'outcome', serial = c.serial,"
                        + " verdict = c.verdict, clearance = c.clearance FROM request c WHERE c.id = ? AND request.id = ?",
                other.id(),
                asked.id());
        takenBack(asked);
    }

    @Test
    void anotherTbsCertificateInAnIntentIsNotSigned() throws Exception {
        BigInteger serial = new BigInteger("5a17c0ffee", 16);
        byte[] tbs = thief.ownCertificate("vault.example.test", serial)
                .toASN1Structure()
                .getTBSCertificate()
                .getEncoded();
        thief.followsInsert(
                "request",
                "IF NEW.identifiers = '{planted." + AUTOSIGNED + "}' THEN"
                        + " INSERT INTO intent (request_id, issuer, serial, tbs, mac, created_at) VALUES (NEW.id, 'issuing', '"
                        + serial.toString(16) + "', " + bytea(tbs) + ", sha256(" + bytea(tbs) + "), now()); END IF;");
        Asked asked = here().asks("planted." + AUTOSIGNED);
        here().auditsEventually(asked.id(), "request-found-altered");
        here().webSideHeardTheLatest(asked);
        assertThat(certificates(asked.id())).isZero();
        shownAsIssuedNowhere(asked);
    }

    @Test
    void anotherCertificateInTheTableIsNotSent() throws Exception {
        X509CertificateHolder own = thief.ownCertificate("vault.example.test", BigInteger.valueOf(4711));
        replacedWhenStored("swapped." + AUTOSIGNED, bytea(own.getEncoded()));
    }

    @Test
    void theRightCertificateWithAnotherSignatureIsNotSent() throws Exception {
        replacedWhenStored(
                "resigned." + AUTOSIGNED,
                "set_byte(NEW.der, length(NEW.der) - 1, get_byte(NEW.der, length(NEW.der) - 1) # 1)");
    }

    @Test
    void aMessagePutIntoTheOutboxIsNotSealed() throws Exception {
        Asked asked = here().asksUntil("announced.example.test", "waiting-for-approval");
        Octets own = Octets.of(
                thief.ownCertificate("vault.example.test", BigInteger.TEN).getEncoded());
        UUID messageId = UUID.randomUUID();
        thief.does(
                "INSERT INTO outbox (message_id, type, body) VALUES (?, 'certificate-issued', ?)",
                messageId,
                MessageJson.write(new CertificateIssued(asked.id(), 1_000, "issuing", "a", own)));
        Eventually.holds(
                "the audit says that it was refused",
                () -> !here().signer()
                        .queryForList(
                                "SELECT 1 FROM audit WHERE event = 'outgoing-refused' AND detail LIKE ?",
                                "%" + messageId + "%")
                        .isEmpty());
        // what was said after it has arrived, and it has not
        here().asksUntil("after-it." + AUTOSIGNED, "issued");
        shownAsIssuedNowhere(asked);
    }

    /** The signer's CRLs are made of the rows, and a key is free that is not blocked: only the log knows. */
    @Test
    void whatWasDeletedOfARevocationIsNamedAndComesBackByAnOrder() throws Exception {
        Asked asked = here().asksUntil("stolen." + AUTOSIGNED, "issued");
        String serial = Objects.requireNonNull(here().signer()
                .queryForObject("SELECT serial FROM certificate WHERE request_id = ?", String.class, asked.id()));
        String[] revoke = {"revoke", serial, "--reason", "keyCompromise"};
        here().approval(revoke);
        thief.does("DELETE FROM revocation WHERE serial = ?", serial);
        thief.does("DELETE FROM blocked_key WHERE serial = ?", serial);
        assertThatThrownBy(() -> here().approval("audit", "verify"))
                .hasMessageContainingAll(
                        "certificate " + serial + " of issuing: the log says status keyCompromise",
                        "blocked key " + asked.csr().key().sha256() + ": the log says issuer issuing, serial "
                                + serial);
        here().approval(revoke);
        here().approval("audit", "verify");

        thief.does("DELETE FROM blocked_key WHERE serial = ?", serial);
        assertThat(here().approval(revoke)).as("though its row says so already").contains("does not bear that out");
        here().approval("audit", "verify");
    }

    private void replacedWhenStored(String host, String der) throws Exception {
        thief.altersOnInsert(
                "certificate", "IF NEW.identifiers = '{" + host + "}' THEN NEW.der := " + der + "; END IF;");
        Asked asked = here().asks(host);
        here().auditsEventually(asked.id(), "request-found-altered");
        here().webSideHeardTheLatest(asked);
        assertThat(here().audited(asked.id()))
                .containsSubsequence("intent-stored", "certificate-issued", "request-found-altered");
        shownAsIssuedNowhere(asked);
    }

    /** It was tried, the audit says so once, nothing was signed, and the request waits for people again. */
    private void takenBack(Asked asked) throws Exception {
        here().auditsEventually(asked.id(), "request-found-altered");
        here().webSideHeardTheLatest(asked);
        assertThat(here().signer().queryForObject("SELECT state FROM request WHERE id = ?", String.class, asked.id()))
                .isEqualTo("Waiting-For-Approval");
        assertThat(here().audited(asked.id())).containsOnlyOnce("request-found-altered");
        assertThat(certificates(asked.id())).as("certificates of " + asked).isZero();
        assertThat(intents(asked.id())).as("intents of " + asked).isZero();
        shownAsIssuedNowhere(asked);
    }

    private void shownAsIssuedNowhere(Asked asked) throws Exception {
        assertThat(here().shows(asked)).isEqualTo("waiting-for-approval");
        assertThat(rows(here().web(), "certificate", asked.id()))
                .as("certificates of " + asked + " on the web side")
                .isZero();
    }

    private int certificates(UUID request) {
        return rows(here().signer(), "certificate", request);
    }

    private int intents(UUID request) {
        return rows(here().signer(), "intent", request);
    }
}
