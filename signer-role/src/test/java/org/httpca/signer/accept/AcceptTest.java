package org.httpca.signer.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.signer.testing.Commands.request;
import static org.httpca.signer.testing.Commands.withdrawal;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.httpca.audit.AuditHead;
import org.httpca.envelope.Outgoing;
import org.httpca.message.Message;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.RequestCertificate;
import org.httpca.message.Requester;
import org.httpca.message.WithdrawRequest;
import org.httpca.signer.clearance.Checked;
import org.httpca.signer.request.Outcome;
import org.httpca.signer.request.State;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.request.Verdict;
import org.httpca.signer.request.Word;
import org.httpca.signer.testing.TestAdministrator;
import org.httpca.signer.testing.TestCsr;
import org.httpca.signer.testing.TestSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AcceptTest {

    private final TestAdministrator mary = new TestAdministrator("mary");
    private final TestSigner signer =
            new TestSigner(TestAdministrator.all(mary), TestSigner.profiles("*.dev.example.org"));

    @AfterEach
    void close() {
        signer.close();
    }

    @Test
    void aRequestThatThePolicyHoldsWaitsForApproval() {
        RequestCertificate command = request("www.example.org", "192.0.2.1");
        signer.accepts(command);
        StoredRequest row = signer.row(command.requestId());
        assertThat(row.state()).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(row.outcome()).isNull();
        assertThat(row.word()).isEqualTo(Word.HELD);
        assertThat(row.verdict()).isEqualTo(Verdict.HELD);
        assertThat(row.revision()).isEqualTo(1);
        assertThat(row.approvalsRequired()).isEqualTo(1);
        assertThat(row.identifiers()).containsExactly("www.example.org", "192.0.2.1");
        assertThat(row.subject()).contains("Applied Botany");
        assertThat(row.requester()).isEqualTo("Rosalind <rosalind@example.org>");
        assertThat(row.findings()).contains("approval-required", "hold");
        assertThat(row.readCommand()).isEqualTo(command);
        assertThat(signer.check.held(row)).isNotNull();
        assertThat(signer.audited(command.requestId())).containsExactly("request-held");
    }

    @Test
    void aRequestThatThePolicyClearsWaitsForItsSignature() {
        RequestCertificate command = request("web1.dev.example.org");
        signer.accepts(command);
        StoredRequest row = signer.row(command.requestId());
        assertThat(row.state()).isEqualTo(State.WAITING_FOR_SIGNATURE);
        assertThat(row.word()).isNull();
        assertThat(row.issuer()).isEqualTo("issuing");
        assertThat(signer.check.cleared(row)).isInstanceOf(Checked.Cleared.class);
        assertThat(signer.audited(command.requestId())).containsExactly("request-cleared");
    }

    @Test
    void aRequestThatThePolicyRefusesHasItsOutcome() {
        RequestCertificate command = request(
                UUID.randomUUID(), "mainframe", null, null, TestCsr.forNames("www.example.org"), "www.example.org");
        signer.accepts(command);
        StoredRequest row = signer.row(command.requestId());
        assertThat(row.state()).isEqualTo(State.WAITING_FOR_TRANSMISSION);
        assertThat(row.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(row.word()).isEqualTo(Word.OUTCOME);
        assertThat(row.problem()).contains("unknown-profile", "mainframe");
        assertThat(row.clearance()).isNull();
        assertThat(signer.audited(command.requestId())).containsExactly("request-rejected");
    }

    @Test
    void aKnownRequestIsToldItsLatestWordAgain() {
        RequestCertificate held = request("www.example.org");
        RequestCertificate cleared = request("web1.dev.example.org");
        RequestCertificate rejected = request();
        signer.accepts(held, cleared, rejected);
        signer.transmits(held.requestId());
        signer.transmits(rejected.requestId());

        signer.accepts(held, cleared, rejected);

        assertThat(signer.row(held.requestId()).word()).isEqualTo(Word.HELD);
        assertThat(signer.row(held.requestId()).revision()).isEqualTo(1);
        assertThat(signer.row(cleared.requestId()).word()).isNull();
        assertThat(signer.row(rejected.requestId()).word()).isEqualTo(Word.OUTCOME);
        assertThat(signer.row(rejected.requestId()).state()).isEqualTo(State.WAITING_FOR_TRANSMISSION);
        assertThat(signer.audited(held.requestId())).hasSize(1);
    }

    @Test
    void aRequestOfAKnownIdAndOtherContentHasNoEffect() {
        RequestCertificate command = request("www.example.org");
        RequestCertificate other = request(
                command.requestId(),
                "server",
                null,
                null,
                TestCsr.forNames("web1.dev.example.org"),
                "web1.dev.example.org");
        signer.accepts(command);
        StoredRequest before = signer.row(command.requestId());

        signer.accepts(other);

        assertThat(signer.row(command.requestId())).isEqualTo(before);
        assertThat(signer.audited(command.requestId())).containsExactly("request-held", "request-conflict-refused");
    }

    @Test
    void withinABatchTheFirstOfAnIdCounts() {
        RequestCertificate command = request("www.example.org");
        RequestCertificate other = request(
                command.requestId(),
                "server",
                null,
                null,
                TestCsr.forNames("web1.dev.example.org"),
                "web1.dev.example.org");
        signer.accepts(command, other, command);
        assertThat(signer.row(command.requestId()).readCommand()).isEqualTo(command);
        assertThat(signer.audited(command.requestId())).containsExactly("request-held", "request-conflict-refused");
    }

    @Test
    void aWithdrawalBeforeTheDecisionEndsTheRequest() {
        RequestCertificate command = request("www.example.org");
        signer.accepts(command, withdrawal(command));
        StoredRequest row = signer.row(command.requestId());
        assertThat(row.outcome()).isEqualTo(Outcome.WITHDRAWN);
        assertThat(row.state()).isEqualTo(State.WAITING_FOR_TRANSMISSION);
        assertThat(row.revision()).isEqualTo(2);
        signer.accepts(withdrawal(command));
        assertThat(signer.row(command.requestId())).isEqualTo(row);
        assertThat(signer.audited(command.requestId())).containsExactly("request-held", "request-withdrawn");
    }

    @Test
    void aWithdrawalAfterTheDecisionHearsTheOutcomeAgain() {
        RequestCertificate command = request("www.example.org");
        signer.accepts(command);
        mary.rejects(signer.row(command.requestId()), "not ours");
        signer.decides();
        signer.transmits(command.requestId());

        signer.accepts(withdrawal(command));

        StoredRequest row = signer.row(command.requestId());
        assertThat(row.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(row.word()).isEqualTo(Word.OUTCOME);
    }

    @Test
    void aWithdrawalComesTooLateOnceTheCertificateIsWrittenDown() {
        RequestCertificate command = request("web1.dev.example.org");
        signer.accepts(command);
        signer.tampers(
                "INSERT INTO intent VALUES (?, 'issuing', ?, '', '', now())",
                command.requestId(),
                command.requestId().toString());
        signer.accepts(withdrawal(command));
        assertThat(signer.row(command.requestId()).outcome()).isNull();
    }

    @Test
    void aWithdrawalMustNameTheProof() {
        RequestCertificate command = request("www.example.org");
        signer.accepts(command);
        signer.accepts(new WithdrawRequest(
                command.requestId(), TestCsr.forNames("a.example.org").sha256(), command.submittedAt()));
        assertThat(signer.row(command.requestId()).outcome()).isNull();
        assertThat(signer.audited(command.requestId())).containsExactly("request-held", "withdrawal-refused");
    }

    @Test
    void aWithdrawalOfAnUnknownRequestHasNoEffect() {
        RequestCertificate command = request("www.example.org");
        signer.accepts(withdrawal(command));
        signer.accepts(command);
        assertThat(signer.row(command.requestId()).outcome()).isNull();
    }

    @Test
    void textThatTheDatabaseCannotHoldDoesNotStopABatch() {
        RequestCertificate plain = request("www.example.org");
        RequestCertificate hostile = new RequestCertificate(
                UUID.randomUUID(),
                "api",
                "nul\0l",
                "half HALF",
                plain.proof(),
                plain.identifiers(),
                "server",
                null,
                null,
                new Requester("zero\0\nbyte", "b"),
                "\u202e\0",
                List.of(),
                null,
                "c",
                plain.submittedAt());
        // JSON can write half of a surrogate pair as an escape, which no UTF-8 can hold.
        String json = MessageJson.write(hostile).replace("HALF", "\\ud800");
        List<Outgoing> messages = List.of(
                new Outgoing(UUID.randomUUID(), MessageType.REQUEST_CERTIFICATE, json),
                Outgoing.of(UUID.randomUUID(), plain));
        signer.accepts(messages);
        signer.accepts(messages);
        assertThat(signer.row(hostile.requestId()).source()).isEqualTo("half ?");
        assertThat(signer.audited(hostile.requestId())).containsExactly("request-held");
        assertThat(signer.check.held(signer.row(hostile.requestId()))).isNotNull();
        assertThat(signer.row(plain.requestId()).word()).isEqualTo(Word.HELD);
    }

    @Test
    void twoSignersAcceptTheSameCommandsOnce() throws Exception {
        Message[] commands = new Message[40];
        for (int i = 0; i < commands.length; i++) {
            commands[i] = request("host" + i + ".dev.example.org");
        }
        Message[] backwards = new Message[commands.length];
        for (int i = 0; i < commands.length; i++) {
            backwards[i] = commands[commands.length - 1 - i];
        }
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (TestSigner second = new TestSigner(TestAdministrator.all(mary), signer.profiles)) {
            Future<?> one = threads.submit(() -> {
                together.await();
                signer.accepts(commands);
                return null;
            });
            Future<?> other = threads.submit(() -> {
                together.await();
                second.accepts(backwards);
                return null;
            });
            one.get();
            other.get();
            for (Message message : commands) {
                UUID id = ((RequestCertificate) message).requestId();
                assertThat(signer.audited(id).size() + second.audited(id).size())
                        .isEqualTo(1);
                assertThat(signer.row(id).revision()).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatWasForgedIsAuditedAndHasNoEffect() {
        RequestCertificate command = request("www.example.org");
        byte[] envelope = TestSigner.envelope(command);
        byte[] forged = envelope.clone();
        forged[forged.length / 2] ^= 1;
        long before = refusals();
        signer.receives(forged);
        assertThat(refusals()).isEqualTo(before + 1);
        assertThat(signer.requests.find(command.requestId())).isEmpty();
        signer.receives(envelope);
        signer.receives(envelope);
        assertThat(signer.audited(command.requestId())).containsExactly("request-held");
    }

    private long refusals() {
        return signer.audit.heads().stream()
                .filter(head -> head.chain().equals(signer.instance + "/accept"))
                .mapToLong(AuditHead::sequence)
                .sum();
    }

    @Test
    void aProfileHashOfTheWebSidePinsNothing() {
        String hash = signer.profiles.find("server").orElseThrow().hash();
        RequestCertificate same = request(
                UUID.randomUUID(), "server", hash, 3600L, TestCsr.forNames("a.dev.example.org"), "a.dev.example.org");
        RequestCertificate other = request(
                UUID.randomUUID(), "server", "00", null, TestCsr.forNames("a.dev.example.org"), "a.dev.example.org");
        signer.accepts(same, other);
        assertThat(signer.row(same.requestId()).state()).isEqualTo(State.WAITING_FOR_SIGNATURE);
        assertThat(signer.row(other.requestId()).state()).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(signer.row(other.requestId()).profileHash()).isEqualTo(hash);
    }
}
