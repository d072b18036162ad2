package org.httpca.signer.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.httpca.signer.testing.Commands.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.httpca.message.RequestCertificate;
import org.httpca.order.Action;
import org.httpca.order.Administrators;
import org.httpca.order.Order;
import org.httpca.pki.Octets;
import org.httpca.signer.clearance.Checked;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.request.Outcome;
import org.httpca.signer.request.State;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.testing.TestAdministrator;
import org.httpca.signer.testing.TestCsr;
import org.httpca.signer.testing.TestSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Profile {@code server} asks for one approval, profile {@code client} for two; of mary, pierre or lise. */
class QuorumTest {

    private static final Octets CSR = TestCsr.forNames("www.example.org");
    private static final Profiles PROFILES = profiles("");

    private final TestAdministrator mary = new TestAdministrator("mary");
    private final TestAdministrator pierre = new TestAdministrator("pierre");
    private final TestAdministrator lise = new TestAdministrator("lise");
    private final AtomicReference<Administrators> folder =
            new AtomicReference<>(TestAdministrator.all(mary, pierre, lise));
    private final TestSigner signer = new TestSigner(folder::get, PROFILES);

    /** @param more lines of profile client */
    private static Profiles profiles(String more) {
        return TestSigner.profiles(
                "", "names: [dns, ip]\n    approvals: 1", "names: [dns, ip]\n    approvals: 2" + more);
    }

    @AfterEach
    void close() {
        signer.close();
    }

    private StoredRequest held(String profile) {
        RequestCertificate command = command(profile);
        signer.accepts(command);
        return signer.row(command.requestId());
    }

    private static RequestCertificate command(String profile) {
        return request(UUID.randomUUID(), profile, null, null, CSR, "www.example.org");
    }

    private void stillWaits(StoredRequest request, int given) {
        StoredRequest row = signer.row(request.id());
        assertThat(row.state()).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(row.approvalsGiven()).isEqualTo(given);
        assertThat(signer.check.cleared(row)).isInstanceOf(Checked.Altered.class);
    }

    @Test
    void ofTwoOneIsNotEnough() {
        StoredRequest request = held("client");
        mary.approves(request);
        signer.decides();
        signer.decides();
        stillWaits(request, 1);
    }

    @Test
    void theSameOneTwiceIsNotEnough() {
        StoredRequest request = held("client");
        mary.approves(request);
        signer.decides();
        // The database refuses a second order while the first stands,
        assertThatThrownBy(() -> mary.approves(request)).hasMessageContaining("admin_order_once");
        // and whoever gets rid of its index, or of the first order's verdict, has one administrator all the same.
        signer.tampers(
                "UPDATE admin_order SET verdict = 'refused' WHERE request_id = ? AND administrator = 'mary'",
                request.id());
        mary.approves(request);
        signer.decides();
        stillWaits(request, 1);
    }

    @Test
    void aForgedSecondIsNotEnough() {
        StoredRequest request = held("client");
        mary.approves(request);
        Order pierres = pierre.order(
                Action.APPROVE,
                request.id(),
                TestAdministrator.digest(request),
                null,
                TestAdministrator.nextSequence());
        Order marys = mary.order(Action.APPROVE, request.id(), pierres.digest(), null, pierres.sequence());
        // In pierre's name, with mary's key: the header says mary.
        long forged = pierre.stores(pierres, mary.sign(marys));
        signer.decides();
        assertThat(pierre.answer(forged)).startsWith("refused: ");
        stillWaits(request, 1);
        // With a key of one's own that calls itself pierre.
        TestAdministrator impostor = new TestAdministrator("pierre");
        long other = pierre.stores(pierres(request), impostor.sign(pierres(request)));
        signer.decides();
        assertThat(pierre.answer(other)).startsWith("refused: ").contains("signature does not hold");
        stillWaits(request, 1);
        // An order of pierre's for another request.
        StoredRequest another = held("client");
        Order genuine = pierres(another);
        long moved = pierre.stores(pierres(request), pierre.sign(genuine));
        signer.decides();
        assertThat(pierre.answer(moved)).startsWith("refused: ");
        stillWaits(request, 1);
        // And two in the columns are none in the clearance.
        signer.tampers(
                "UPDATE request SET approvals_given = 2, state = 'Waiting-For-Signature', verdict = 'cleared-by-orders'"
                        + " WHERE id = ?",
                request.id());
        assertThat(signer.check.cleared(signer.row(request.id()))).isInstanceOf(Checked.Altered.class);
    }

    private Order pierres(StoredRequest request) {
        return pierre.order(
                Action.APPROVE,
                request.id(),
                TestAdministrator.digest(request),
                null,
                TestAdministrator.nextSequence());
    }

    @Test
    void anAdministratorWhoWasRemovedCountsNoMore() {
        StoredRequest request = held("client");
        mary.approves(request);
        signer.decides();
        stillWaits(request, 1);

        folder.set(TestAdministrator.all(pierre, lise));
        long late = mary.approves(held("server"));
        pierre.approves(request);
        signer.decides();
        assertThat(mary.answer(late)).startsWith("refused: ").contains("nobody of that name");
        stillWaits(request, 1);
        assertThat(signer.auditedDetail("administrators-changed"))
                .singleElement()
                .asString()
                .contains("removed")
                .contains("mary");

        lise.approves(request);
        signer.decides();
        assertThat(signer.row(request.id()).state()).isEqualTo(State.WAITING_FOR_SIGNATURE);
    }

    @Test
    void anAdministratorWhoWasAddedCountsAtOnce() {
        folder.set(TestAdministrator.all(mary));
        try (TestSigner small = new TestSigner(folder::get, PROFILES)) {
            StoredRequest request = held("client");
            mary.approves(request);
            small.decides();
            folder.set(TestAdministrator.all(mary, lise));
            lise.approves(request);
            small.decides();
            assertThat(small.row(request.id()).state()).isEqualTo(State.WAITING_FOR_SIGNATURE);
        }
    }

    @Test
    void whileTheFolderCannotBeReadOrdersWait() {
        StoredRequest request = held("server");
        long order = mary.approves(request);
        Administrators known = folder.get();
        try (TestSigner broken = new TestSigner(
                () -> Optional.ofNullable(folder.get())
                        .orElseThrow(() -> new IllegalArgumentException("mary.pem is not a public key")),
                PROFILES)) {
            folder.set(null);
            assertThatThrownBy(broken::decides).hasMessageContaining("mary.pem");
            assertThat(mary.answer(order)).isEqualTo("waits");
            folder.set(known);
            broken.decides();
            assertThat(mary.answer(order)).isEqualTo("counted");
        }
    }

    @Test
    void onlyApproversOfTheProfileApproveAndEverybodyMayReject() {
        try (TestSigner strict = new TestSigner(folder::get, profiles("\n    approvers: [mary, pierre]"))) {
            RequestCertificate command = command("client");
            strict.accepts(command);
            StoredRequest request = strict.row(command.requestId());
            long lises = lise.approves(request);
            mary.approves(request);
            strict.decides();
            assertThat(lise.answer(lises))
                    .isEqualTo("refused: profile 'client' has approvers, and you are not one of them");
            assertThat(strict.row(request.id()).approvalsGiven()).isEqualTo(1);
            assertThat(strict.audited(request.id())).contains("order-refused");
            long rejection = lise.rejects(request, "no");
            strict.decides();
            assertThat(lise.answer(rejection)).isEqualTo("counted");
            assertThat(strict.row(request.id()).outcome()).isEqualTo(Outcome.REJECTED);
        }
    }

    /** Even rounds: one approves, the other rejects, and one is enough. Odd rounds: both approve, and both are needed. */
    @Test
    void twoAtOnceAHundredTimesMakeOneOutcomeEachTime() throws Exception {
        List<RequestCertificate> commands = new ArrayList<>();
        for (int round = 0; round < 100; round++) {
            commands.add(command(round % 2 == 0 ? "server" : "client"));
        }
        signer.accepts(commands.toArray(RequestCertificate[]::new));
        List<StoredRequest> requests =
                commands.stream().map(each -> signer.row(each.requestId())).toList();
        ExecutorService both = Executors.newFixedThreadPool(2);
        try (TestSigner second = new TestSigner(folder::get, PROFILES)) {
            CyclicBarrier together = new CyclicBarrier(2);
            List<Callable<List<Long>>> people = List.of(
                    () -> orders(requests, together, mary, true, signer),
                    () -> orders(requests, together, pierre, false, second));
            List<List<Long>> orders = new ArrayList<>();
            for (Future<List<Long>> each : both.invokeAll(people)) {
                orders.add(each.get());
            }
            while (signer.decides() > 0) {
                assertThat(second.decides()).isZero();
            }
            for (int round = 0; round < 100; round++) {
                List<String> answers = List.of(
                        mary.answer(orders.get(0).get(round)),
                        pierre.answer(orders.get(1).get(round)));
                oneOutcome(round, requests.get(round).id(), answers, second);
            }
        } finally {
            both.shutdownNow();
        }
    }

    private static List<Long> orders(
            List<StoredRequest> requests,
            CyclicBarrier together,
            TestAdministrator who,
            boolean approves,
            TestSigner by)
            throws Exception {
        List<Long> orders = new ArrayList<>();
        for (StoredRequest request : requests) {
            together.await();
            boolean quorum = request.approvalsRequired() == 2;
            orders.add(approves || quorum ? who.approves(request) : who.rejects(request, "no"));
            by.decides();
        }
        return orders;
    }

    private void oneOutcome(int round, UUID id, List<String> answers, TestSigner second) {
        StoredRequest row = signer.row(id);
        List<String> events = new ArrayList<>(signer.audited(id));
        events.addAll(second.audited(id));
        if (round % 2 == 0) {
            boolean cleared = row.state() == State.WAITING_FOR_SIGNATURE && row.outcome() == null;
            assertThat(cleared || row.outcome() == Outcome.REJECTED).isTrue();
            assertThat(answers)
                    .isEqualTo(
                            cleared
                                    ? List.of("counted", "refused: already decided")
                                    : List.of("refused: already decided", "counted"));
            assertThat(events)
                    .containsExactlyInAnyOrder(
                            "request-held",
                            cleared ? "request-cleared-by-orders" : "request-rejected-by-order",
                            "order-refused");
        } else {
            assertThat(row.state()).isEqualTo(State.WAITING_FOR_SIGNATURE);
            assertThat(row.approvalsGiven()).isEqualTo(2);
            assertThat(answers).containsOnly("counted");
            assertThat(events)
                    .containsExactlyInAnyOrder("request-held", "approval-counted", "request-cleared-by-orders");
        }
    }
}
