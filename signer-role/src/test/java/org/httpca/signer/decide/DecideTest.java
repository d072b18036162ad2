package org.httpca.signer.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.httpca.signer.testing.Commands.request;

import java.util.UUID;
import org.httpca.message.RequestCertificate;
import org.httpca.order.Action;
import org.httpca.order.Order;
import org.httpca.pki.Octets;
import org.httpca.signer.clearance.Checked;
import org.httpca.signer.request.Outcome;
import org.httpca.signer.request.State;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.request.Verdict;
import org.httpca.signer.request.Word;
import org.httpca.signer.testing.SignerDatabase;
import org.httpca.signer.testing.TestAdministrator;
import org.httpca.signer.testing.TestSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

class DecideTest {

    private final TestAdministrator mary = new TestAdministrator("mary");
    private final TestAdministrator pierre = new TestAdministrator("pierre");
    private final TestAdministrator stranger = new TestAdministrator("stranger");
    private final TestSigner signer = new TestSigner(
            TestAdministrator.all(mary, pierre),
            TestSigner.profiles("", "names: [dns, ip]\n    approvals: 1", "names: [dns, ip]\n    approvals: 2"));

    @AfterEach
    void close() {
        signer.close();
    }

    private StoredRequest held(String profile) {
        RequestCertificate command = request(
                UUID.randomUUID(),
                profile,
                null,
                null,
                org.httpca.signer.testing.TestCsr.forNames("www.example.org"),
                "www.example.org");
        signer.accepts(command);
        return signer.row(command.requestId());
    }

    @Test
    void anApprovalClears() {
        StoredRequest request = held("server");
        long order = mary.approves(request);
        assertThat(mary.answer(order)).isEqualTo("waits");
        assertThat(signer.decides()).isEqualTo(1);
        assertThat(signer.decides()).isZero();
        StoredRequest row = signer.row(request.id());
        assertThat(row.state()).isEqualTo(State.WAITING_FOR_SIGNATURE);
        assertThat(row.verdict()).isEqualTo(Verdict.CLEARED_BY_ORDERS);
        assertThat(row.approvalsGiven()).isEqualTo(1);
        assertThat(row.word()).isEqualTo(Word.COUNTED);
        assertThat(row.revision()).isEqualTo(2);
        assertThat(signer.check.cleared(row)).isInstanceOf(Checked.Cleared.class);
        assertThat(mary.answer(order)).isEqualTo("counted");
        assertThat(signer.audited(request.id())).containsExactly("request-held", "request-cleared-by-orders");
    }

    @Test
    void aRejectionIsTheOutcomeAndSaysWhy() {
        StoredRequest request = held("server");
        long order = mary.rejects(request, "not our\u202e domain");
        signer.decides();
        StoredRequest row = signer.row(request.id());
        assertThat(row.state()).isEqualTo(State.WAITING_FOR_TRANSMISSION);
        assertThat(row.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(row.problem()).contains("rejected-by-administrator", "not our‹U+202E› domain");
        assertThat(mary.answer(order)).isEqualTo("counted");
    }

    @Test
    void twoOfTwoMustApprove() {
        StoredRequest request = held("client");
        mary.approves(request);
        signer.decides();
        StoredRequest once = signer.row(request.id());
        assertThat(once.state()).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(once.word()).isEqualTo(Word.COUNTED);
        assertThat(once.approvalsGiven()).isEqualTo(1);
        assertThat(signer.check.held(once)).isNotNull();
        assertThatThrownBy(() -> mary.approves(once)).isInstanceOf(DuplicateKeyException.class);

        pierre.approves(once);
        signer.decides();
        StoredRequest twice = signer.row(request.id());
        assertThat(twice.state()).isEqualTo(State.WAITING_FOR_SIGNATURE);
        assertThat(twice.approvalsGiven()).isEqualTo(2);
        assertThat(signer.check.cleared(twice)).isInstanceOf(Checked.Cleared.class);
        assertThat(signer.audited(request.id()))
                .containsExactly("request-held", "approval-counted", "request-cleared-by-orders");
    }

    @Test
    void anOrderThatTheDatabaseCallsCountedIsVerifiedBeforeItCounts() {
        StoredRequest request = held("client");
        Order forged = pierre.order(
                Action.APPROVE,
                request.id(),
                TestAdministrator.digest(request),
                null,
                TestAdministrator.nextSequence());
        long id = pierre.stores(
                forged,
                stranger.sign(stranger.order(Action.APPROVE, request.id(), forged.digest(), null, forged.sequence())));
        signer.tampers("UPDATE admin_order SET counted_at = now(), verdict = 'counted' WHERE id = ?", id);
        mary.approves(request);
        signer.decides();
        assertThat(signer.row(request.id()).state()).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(signer.row(request.id()).approvalsGiven()).isEqualTo(1);
    }

    @Test
    void aSecondDecisionGetsAClearAnswer() {
        StoredRequest request = held("server");
        mary.approves(request);
        long late = pierre.rejects(request, "no");
        signer.decides();
        assertThat(pierre.answer(late)).isEqualTo("refused: already decided");
        assertThat(signer.row(request.id()).outcome()).isNull();
        assertThat(signer.audited(request.id()))
                .containsExactly("request-held", "request-cleared-by-orders", "order-refused");
    }

    @Test
    void aForgedOrderIsRefusedAndAuditedOnce() {
        StoredRequest request = held("server");
        Order order = mary.order(
                Action.APPROVE,
                request.id(),
                TestAdministrator.digest(request),
                null,
                TestAdministrator.nextSequence());
        String good = mary.sign(order);
        int dot = good.lastIndexOf('.') + 3;
        String forged = good.substring(0, dot) + (good.charAt(dot) == 'A' ? 'B' : 'A') + good.substring(dot + 1);
        long id = mary.stores(order, forged);
        signer.decides();
        signer.decides();
        assertThat(mary.answer(id)).startsWith("refused: ").contains("signature does not hold");
        assertThat(signer.row(request.id()).state()).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(signer.audited(request.id())).containsExactly("request-held", "order-refused");
        // A refused one does not stand in the way of a good one.
        mary.approves(request);
        signer.decides();
        assertThat(signer.row(request.id()).state()).isEqualTo(State.WAITING_FOR_SIGNATURE);
    }

    @Test
    void aRowThatTellsAnotherStoryThanItsOrderIsRefused() {
        StoredRequest one = held("server");
        StoredRequest other = held("server");
        Order order = mary.order(
                Action.APPROVE, one.id(), TestAdministrator.digest(one), null, TestAdministrator.nextSequence());
        Order pretended = mary.order(Action.APPROVE, other.id(), order.digest(), null, order.sequence());
        long id = mary.stores(pretended, mary.sign(order));
        signer.decides();
        assertThat(mary.answer(id)).startsWith("refused: ");
        assertThat(signer.row(other.id()).state()).isEqualTo(State.WAITING_FOR_APPROVAL);
    }

    @Test
    void anUnknownAdministratorIsRefused() {
        StoredRequest request = held("server");
        long id = stranger.approves(request);
        signer.decides();
        assertThat(stranger.answer(id)).startsWith("refused: ");
        assertThat(signer.row(request.id()).state()).isEqualTo(State.WAITING_FOR_APPROVAL);
    }

    @Test
    void anOrderForAnotherDigestIsRefused() {
        StoredRequest request = held("server");
        long id = mary.orders(Action.APPROVE, request.id(), Octets.of(new byte[32]), null);
        signer.decides();
        assertThat(mary.answer(id)).startsWith("refused: ").contains("other content");
        assertThat(signer.row(request.id()).state()).isEqualTo(State.WAITING_FOR_APPROVAL);
    }

    @Test
    void anOrderWhoseNumberDoesNotGrowIsRefused() {
        StoredRequest first = held("server");
        StoredRequest second = held("server");
        long old = TestAdministrator.nextSequence();
        mary.approves(first);
        signer.decides();
        Order order = mary.order(Action.APPROVE, second.id(), TestAdministrator.digest(second), null, old);
        long id = mary.stores(order, mary.sign(order));
        signer.decides();
        assertThat(mary.answer(id)).startsWith("refused: ").contains("number");
    }

    @Test
    void anOrderCannotBeStoredTwice() {
        StoredRequest request = held("server");
        Order order = mary.order(
                Action.APPROVE,
                request.id(),
                TestAdministrator.digest(request),
                null,
                TestAdministrator.nextSequence());
        mary.stores(order, mary.sign(order));
        signer.decides();
        assertThatThrownBy(() -> mary.stores(order, mary.sign(order))).isInstanceOf(DuplicateKeyException.class);
        signer.tampers("DELETE FROM admin_order WHERE sequence = ?", order.sequence());
        long again = mary.stores(order, mary.sign(order));
        signer.decides();
        assertThat(mary.answer(again)).isEqualTo("refused: already decided");
    }

    @Test
    void anOrderOnNothingIsRefused() {
        long id = mary.orders(Action.APPROVE, UUID.randomUUID(), Octets.of(new byte[32]), null);
        signer.decides();
        assertThat(mary.answer(id)).isEqualTo("refused: there is no such request");
    }

    @Test
    void whenTheProfileHasChangedTheOrderIsForTheOldOne() {
        StoredRequest request = held("client");
        mary.approves(request);
        signer.decides();
        try (TestSigner later = new TestSigner(
                TestAdministrator.all(mary, pierre),
                TestSigner.profiles("", "names: [dns, ip]\n    approvals: 1", "names: [dns, ip]\n    approvals: 3"))) {
            long stale = pierre.approves(request);
            later.decides();
            assertThat(pierre.answer(stale)).startsWith("refused: the profile has changed");
            StoredRequest row = later.row(request.id());
            assertThat(row.state()).isEqualTo(State.WAITING_FOR_APPROVAL);
            assertThat(row.approvalsRequired()).isEqualTo(3);
            assertThat(row.approvalsGiven()).isZero();
            assertThat(row.profileHash()).isNotEqualTo(request.profileHash());
            // Both may approve anew, and what mary approved before does not count for the new profile.
            mary.approves(row);
            pierre.approves(row);
            later.decides();
            assertThat(later.row(request.id()).approvalsGiven()).isEqualTo(2);
            assertThat(later.row(request.id()).state()).isEqualTo(State.WAITING_FOR_APPROVAL);
        }
    }

    @Test
    void theCommandLineCannotSayThatItsOrderCounted() {
        StoredRequest request = held("server");
        long id = mary.approves(request);
        assertThatThrownBy(() -> new JdbcTemplate(SignerDatabase.shared().approval())
                        .update("UPDATE admin_order SET verdict = 'counted', counted_at = now() WHERE id = ?", id))
                .hasStackTraceContaining("permission denied");
        signer.decides();
    }
}
