package org.httpca.signer.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.signer.testing.Commands.request;

import java.util.UUID;
import org.httpca.message.RequestCertificate;
import org.httpca.order.Action;
import org.httpca.pki.Octets;
import org.httpca.signer.clearance.Checked;
import org.httpca.signer.request.Outcome;
import org.httpca.signer.request.State;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.request.Word;
import org.httpca.signer.testing.TestAdministrator;
import org.httpca.signer.testing.TestSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever writes to the database gets nothing signed. */
class TamperingTest {

    private final TestAdministrator mary = new TestAdministrator("mary");
    private final TestSigner signer =
            new TestSigner(TestAdministrator.all(mary), TestSigner.profiles("*.dev.example.org"));

    @AfterEach
    void close() {
        signer.close();
    }

    private StoredRequest accepted(String name) {
        RequestCertificate command = request(name);
        signer.accepts(command);
        return signer.row(command.requestId());
    }

    /** What the sign stage does with what it leased. */
    private boolean signs(UUID id) {
        StoredRequest row = signer.row(id);
        Checked checked = signer.check.cleared(row);
        if (checked instanceof Checked.Altered altered) {
            signer.transactions.executeWithoutResult(status -> signer.tampering.found("sign", row, altered.why()));
        } else if (checked instanceof Checked.Outdated) {
            signer.transactions.executeWithoutResult(status -> signer.reevaluation.again("sign", row));
        }
        return checked instanceof Checked.Cleared;
    }

    @Test
    void aStateMovedByHandGoesBackAndCanOnlyBeRejected() {
        StoredRequest request = accepted("www.example.org");
        signer.tampers(
                "UPDATE request SET state = 'Waiting-For-Signature', verdict = 'cleared-by-policy' WHERE id = ?",
                request.id());
        assertThat(signs(request.id())).isFalse();
        StoredRequest row = signer.row(request.id());
        assertThat(row.state()).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(row.tamperedAt()).isNotNull();
        assertThat(row.word()).isEqualTo(Word.HELD);
        assertThat(row.findings()).isEqualTo(request.findings());

        long approval = mary.orders(Action.APPROVE, request.id(), TestAdministrator.digest(row), null);
        signer.decides();
        assertThat(mary.answer(approval)).isEqualTo("refused: the stored request was altered; it can only be rejected");
        assertThat(signs(request.id())).isFalse();

        mary.orders(Action.REJECT, request.id(), TestAdministrator.digest(row), "moved by somebody");
        signer.decides();
        assertThat(signer.row(request.id()).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(signer.audited(request.id()))
                .containsExactly("request-held", "request-found-altered", "order-refused", "request-rejected-by-order");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command = replace(command, 'www.example.org', 'vault.example.org')",
                "command = replace(command, 'www.example.org', 'vault.example.org'), identifiers = '{vault.example.org}'",
                "command = 'no command'",
                "findings = '[]'",
                "approvals_required = 0",
                "profile_hash = 'ff'",
                "clearance = NULL",
                "profile = 'client'",
                "identifiers = '{harmless.example.org}'",
            })
    void aHeldRowThatWasAlteredCanOnlyBeRejected(String alteration) {
        StoredRequest request = accepted("www.example.org");
        signer.tampers("UPDATE request SET " + alteration + " WHERE id = ?", request.id());
        StoredRequest altered = signer.row(request.id());
        Octets digest = altered.readCommand() == null ? Octets.of(new byte[32]) : TestAdministrator.digest(altered);

        long approval = mary.orders(Action.APPROVE, request.id(), digest, null);
        signer.decides();
        assertThat(mary.answer(approval)).isEqualTo("refused: the stored request was altered; it can only be rejected");
        StoredRequest marked = signer.row(request.id());
        assertThat(marked.state()).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(marked.tamperedAt()).isNotNull();
        assertThat(marked.findings()).contains("altered");

        long rejection = mary.orders(Action.REJECT, request.id(), digest, "altered");
        signer.decides();
        assertThat(mary.answer(rejection)).isEqualTo("counted");
        assertThat(signer.row(request.id()).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(signer.audited(request.id()))
                .containsExactly("request-held", "request-found-altered", "order-refused", "request-rejected-by-order");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command = replace(command, 'web1.dev.example.org', 'vault.example.org'), identifiers = '{vault.example.org}'",
                "command = replace(command, '\"validitySeconds\":null', '\"validitySeconds\":999999999')",
                "profile_hash = 'ff'",
                "verdict = 'cleared-by-orders'",
                "verdict = NULL",
                "clearance = decode('00', 'hex')",
                "approvals_required = 1",
            })
    void aClearedRowThatWasAlteredIsNotSigned(String alteration) {
        StoredRequest request = accepted("web1.dev.example.org");
        assertThat(signs(request.id())).isTrue();
        signer.tampers("UPDATE request SET " + alteration + " WHERE id = ?", request.id());
        assertThat(signs(request.id())).isFalse();
        StoredRequest row = signer.row(request.id());
        assertThat(row.state()).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(signer.check.held(row)).isNull();
        // Found again, it is no news.
        signs(request.id());
        assertThat(signer.audited(request.id())).containsExactly("request-cleared", "request-found-altered");
    }

    @Test
    void aClearanceIsOfOneRequestOnly() {
        StoredRequest cleared = accepted("web1.dev.example.org");
        StoredRequest held = accepted("www.example.org");
        signer.tampers(
                "UPDATE request SET state = 'Waiting-For-Signature', verdict = c.verdict, clearance = c.clearance,"
                        + " approvals_required = c.approvals_required"
                        + " FROM (SELECT verdict, clearance, approvals_required FROM request WHERE id = ?) c WHERE id = ?",
                cleared.id(),
                held.id());
        assertThat(signs(held.id())).isFalse();
        signer.tampers(
                "UPDATE request SET state = 'Waiting-For-Signature', command = c.command, proof_sha256 = c.proof_sha256,"
                        + " identifiers = c.identifiers FROM (SELECT * FROM request WHERE id = ?) c WHERE request.id = ?",
                cleared.id(),
                held.id());
        assertThat(signs(held.id())).isFalse();
    }

    @Test
    void aRowWrittenByHandIsNotSigned() {
        StoredRequest request = accepted("www.example.org");
        UUID id = UUID.randomUUID();
        signer.tampers(
                "INSERT INTO request (id, state, command, proof_sha256, profile, profile_hash, identifiers, verdict, clearance,"
                        + " received_at, updated_at)"
                        + " SELECT ?, 'Waiting-For-Signature', replace(command, id::text, ?), proof_sha256, profile, profile_hash,"
                        + " identifiers, 'cleared-by-policy', clearance, now(), now() FROM request WHERE id = ?",
                id,
                id.toString(),
                request.id());
        assertThat(signs(id)).isFalse();
        assertThat(signer.row(id).state()).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(signer.audited(id)).containsExactly("request-found-altered");
    }

    @Test
    void aClearedRequestWhoseProfileChangedIsEvaluatedAgain() {
        StoredRequest stays = accepted("web1.dev.example.org");
        StoredRequest widened = accepted("web2.dev.example.org");
        try (TestSigner stricter =
                new TestSigner(TestAdministrator.all(mary), TestSigner.profiles("web1.*.example.org"))) {
            for (UUID id : new UUID[] {stays.id(), widened.id()}) {
                StoredRequest row = stricter.row(id);
                assertThat(stricter.check.cleared(row)).isInstanceOf(Checked.Outdated.class);
                stricter.transactions.executeWithoutResult(status -> stricter.reevaluation.again("sign", row));
            }
            assertThat(stricter.row(stays.id()).state()).isEqualTo(State.WAITING_FOR_SIGNATURE);
            assertThat(stricter.check.cleared(stricter.row(stays.id()))).isInstanceOf(Checked.Cleared.class);
            assertThat(stricter.row(widened.id()).state()).isEqualTo(State.WAITING_FOR_APPROVAL);
            assertThat(stricter.row(widened.id()).word()).isEqualTo(Word.HELD);
            assertThat(stricter.audited(widened.id())).containsExactly("request-evaluated-again");
        }
    }
}
