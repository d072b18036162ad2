package org.httpca.worker.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.httpca.embedded.document.GeneratedPart;
import org.httpca.envelope.Outgoing;
import org.httpca.forward.outbox.OutboxSource;
import org.httpca.forward.outbox.Parcel;
import org.httpca.message.ApprovalCounted;
import org.httpca.message.CertificateIssued;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.RequestCertificate;
import org.httpca.message.RequestEvent;
import org.httpca.message.RequestHeld;
import org.httpca.message.RequestRejected;
import org.httpca.message.RequestWithdrawn;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.worker.TestCertificates;
import org.httpca.worker.WebSide;
import org.httpca.worker.management.Outcomes;
import org.httpca.worker.settings.WorkerSettings;
import org.httpca.worker.transmit.RequestSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Says every word about a request of every status, and writes down what it became. */
class StatusesDocumentTest {
    private static final List<String> STATUSES = List.of(
            "queued", "submitted", "waiting-for-approval", "waiting-for-signature", "issued", "rejected", "withdrawn");

    private final WebSide web = new WebSide();
    private final RequestOutcomes outcomes = new RequestOutcomes(
            web.jdbc,
            web.clock,
            new WorkerSettings.Announce(Duration.ofSeconds(30), Duration.ofHours(1)),
            new Outcomes(new SimpleMeterRegistry()));
    private final RequestSource source = new RequestSource(
            new OutboxSource(web.jdbc, web.clock),
            web.jdbc,
            web.wakes,
            web.clock,
            Duration.ofSeconds(30),
            Duration.ZERO);
    private final Map<String, Function<UUID, RequestEvent>> words = new LinkedHashMap<>();
    private long serial = 100;

    StatusesDocumentTest() {
        words.put("held: the policy wants administrators", id -> new RequestHeld(id, 5, "hash", 2, List.of()));
        words.put("an approval counted, more are needed", id -> new ApprovalCounted(id, 5, 1, 2));
        words.put("the last approval counted", id -> new ApprovalCounted(id, 5, 2, 2));
        words.put("issued", this::issued);
        words.put(
                "rejected, by the policy or an administrator",
                id -> new RequestRejected(id, 5, new Problem(ProblemType.REJECTED_BY_ADMINISTRATOR, "")));
        words.put("withdrawn", id -> new RequestWithdrawn(id, 5));
    }

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void the_document_shows_what_the_table_allows() {
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        Set<String> arrows = new LinkedHashSet<>(List.of("  [*] --> queued : web-role"));
        for (String from : STATUSES) {
            note(rows, arrows, from, confirmed(from), "transmit", "the broker confirmed its command");
        }
        words.forEach((word, event) -> {
            for (String from : STATUSES) {
                note(rows, arrows, from, heard(from, event), "accept", word);
            }
        });
        for (String from : STATUSES) {
            note(rows, arrows, from, unfit(from), "transmit", "its command is too large for a message");
        }
        assertThat(rows).hasSizeGreaterThan(words.size());
        List<String> document = new ArrayList<>(List.of("```mermaid", "stateDiagram-v2"));
        document.addAll(arrows.stream()
                .map(arrow -> arrow.replace("waiting-for-approval", "waitingForApproval")
                        .replace("waiting-for-signature", "waitingForSignature"))
                .toList());
        document.addAll(List.of(
                "  state \"waiting-for-approval\" as waitingForApproval",
                "  state \"waiting-for-signature\" as waitingForSignature",
                "  issued --> [*]",
                "  rejected --> [*]",
                "  withdrawn --> [*]",
                "```",
                "",
                "| from | to | stage | because |",
                "|---|---|---|---|"));
        rows.forEach((rest, from) -> document.add("| " + String.join(", ", from) + " | " + rest));
        new GeneratedPart("docs/states.md", "the web side's statuses").holds(String.join("\n", document));
    }

    private void note(
            Map<String, Set<String>> rows, Set<String> arrows, String from, String to, String stage, String why) {
        if (to.isEmpty()) {
            return;
        }
        rows.computeIfAbsent(to + " | " + stage + " | " + why + " |", row -> new TreeSet<>())
                .add(from);
        if (!to.equals(from)) {
            arrows.add("  " + from + " --> " + to);
        }
    }

    /** The status after its command was sent; empty if that changed nothing. */
    private String confirmed(String from) {
        RequestCertificate command = web.request();
        UUID id = at(from, command.requestId());
        web.outbox.put(Outgoing.of(UUID.randomUUID(), command));
        web.transactions.executeWithoutResult(transaction -> source.sent(source.claim(10)));
        String to = web.status(id);
        return to.equals(from) ? "" : to;
    }

    /** The status after its command did not fit into any message; empty if that changed nothing. */
    private String unfit(String from) {
        RequestCertificate command = web.request();
        UUID id = at(from, command.requestId());
        String json = MessageJson.write(command) + " ".repeat(800 * 1024);
        web.owner.update("UPDATE request SET command = ? WHERE id = ?", json, id);
        Outgoing large = new Outgoing(UUID.randomUUID(), MessageType.REQUEST_CERTIFICATE, json);
        web.transactions.executeWithoutResult(transaction -> source.park(new Parcel(1, large), "too large"));
        String to = web.status(id);
        return to.equals(from) ? "" : to;
    }

    /** The status after a word of the signer; empty if it was not listened to. */
    private String heard(String from, Function<UUID, RequestEvent> event) {
        UUID id = at(from, web.request().requestId());
        web.transactions.executeWithoutResult(transaction -> outcomes.accept(List.of(event.apply(id))));
        return Long.valueOf(5).equals(web.row(id).get("revision")) ? web.status(id) : "";
    }

    private CertificateIssued issued(UUID id) {
        serial++;
        return new CertificateIssued(id, 5, "issuing", Long.toHexString(serial), TestCertificates.certificate(serial));
    }

    private UUID at(String status, UUID id) {
        web.jdbc.update("UPDATE request SET status = ? WHERE id = ?", status, id);
        return id;
    }
}
