package org.httpca.signer.log;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.envelope.MessagingTrust;
import org.httpca.log.Frontier;
import org.httpca.log.LogEntry;
import org.httpca.log.TreeHash;
import org.httpca.log.TreeHead;
import org.httpca.message.LogExtended;
import org.httpca.message.LogSeen;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.Role;
import org.httpca.message.UnreadableMessageException;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.bed.BedSigner;
import org.httpca.signer.bed.SigningBed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogStageTest {
    private final SigningBed bed = new SigningBed();
    private final BedSigner signer = bed.signer("signer-1");
    private final AuditLog audit = bed.audit("signer-1");
    private final MessagingAuthority authority =
            MessagingAuthority.create("bed", Clock.systemUTC(), new SecureRandom());
    private final Identity identity = authority.issue(Role.SIGNER, "signer-1", Duration.ofDays(1));
    private final LogStage stage = new LogStage(
            bed.transactions,
            bed.jdbc,
            audit,
            bed.comparisons,
            () -> identity,
            bed.outbox,
            bed.clock,
            UUID::randomUUID);
    private final SeenLog seenLog =
            new SeenLog(bed.jdbc, () -> MessagingTrust.of(authority.certificate()), "bed", audit, bed.wakes, bed.clock);

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void whatIsIssuedStandsInTheLogOnceTheWebSideHasAnswered() throws Exception {
        UUID id = issue("a.example");
        stage.run();
        LogExtended question = said();
        assertThat(question.entries()).isEmpty();
        assertThat(bed.count("log_entry")).isZero();

        answer(0, question.at());
        stage.run();
        LogExtended extended = said();
        assertThat(extended.from()).isZero();
        assertThat(extended.entries())
                .containsExactly(LogEntry.issued(sha256(id)).text());
        TreeHead head = head(extended);
        assertThat(head.size()).isEqualTo(1);
        assertThat(head.root()).isEqualTo(TreeHash.leaf(extended.entries().get(0)));

        assertThat(stage.run()).isZero();
        assertThat(bed.count("outbox")).isZero();
        answer(1, extended.at());
        assertThat(stage.alarms()).isEmpty();
    }

    @Test
    void anAnswerOfAMinuteAgoCountsForNothing() throws Exception {
        issue("a.example");
        stage.run();
        LogExtended question = said();
        bed.clock.forward(LogStage.FRESH);
        answer(0, question.at());
        stage.run();
        assertThat(said().entries()).isEmpty();
        assertThat(bed.count("log_entry")).isZero();
    }

    @Test
    void revokedAndReleasedStandThereToo() throws Exception {
        UUID id = issue("a.example");
        agree();
        String serial = requireNonNull(bed.intents.of(Set.of(id)).get(id)).serial();
        Instant since = bed.clock.instant();
        record("certificate-revoked", serial, Map.of("reason", "certificateHold", "since", since.toString()));
        record(
                "certificate-released",
                serial,
                Map.of("since", since.plusSeconds(60).toString()));
        record("certificate-revoked", "4711", Map.of("reason", "superseded", "since", since.toString()));
        record("certificate-revoked", serial, Map.of("reason", "for fun", "since", since.toString()));
        record("request-held", serial, Map.of());
        stage.run();
        Octets sha256 = sha256(id);
        assertThat(entries())
                .containsExactly(
                        LogEntry.issued(sha256).text(),
                        LogEntry.revoked(sha256, since, RevocationReason.CERTIFICATE_HOLD)
                                .text(),
                        LogEntry.released(sha256, since.plusSeconds(60)).text(),
                        missing("issuing:4711"),
                        missing("issuing:" + serial));
    }

    @Test
    void aSignerWithAnOlderDatabaseGoesOnWhereTheLogEnded() throws Exception {
        LogExtended lost = lost();

        UUID next = issue("next.example");
        bed.clock.forward(LogStage.FRESH);
        stage.run();
        LogExtended question = said();
        assertThat(question.from()).isEqualTo(1);
        assertThat(head(question).size()).isEqualTo(1);
        see(new LogSeen(question.at(), 2, 1, lost.entries(), lost.head()));
        stage.run();

        LogExtended extended = said();
        assertThat(extended.from()).isEqualTo(2);
        assertThat(extended.entries())
                .containsExactly(LogEntry.issued(sha256(next)).text());
        assertThat(entries()).hasSize(3).contains(lost.entries().get(0));
        assertThat(head(extended).root()).isEqualTo(rootOf(entries()));
        assertThat(bed.owner.queryForObject("SELECT detail FROM audit WHERE event = 'log-continued'", String.class))
                .contains("\"from\":\"1\"", "\"size\":\"2\"");
    }

    @Test
    void itAsksForTheRestAndAppendsNothingBefore() throws Exception {
        LogExtended lost = lost();

        issue("next.example");
        bed.clock.forward(LogStage.FRESH);
        stage.run();
        see(new LogSeen(said().at(), 3, 1, lost.entries(), lost.head()));
        stage.run();
        LogExtended question = said();
        assertThat(question.from()).isEqualTo(2);
        assertThat(question.entries()).isEmpty();
        assertThat(entries()).hasSize(2);
    }

    @Test
    void nobodyElseCanTellItWhatTheLogHas() throws Exception {
        issue("a.example");
        agree();
        stage.run();
        LogExtended first = said();
        answer(1, first.at());
        String forged = LogEntry.issued(Octets.of(new byte[] {1}).sha256()).text();
        Frontier tree = Frontier.empty();
        tree.add(TreeHash.leaf(first.entries().get(0)));
        tree.add(TreeHash.leaf(forged));
        TreeHead head = new TreeHead(2, tree.root(), bed.clock.instant());
        Identity worker = authority.issue(Role.WORKER, "worker-1", Duration.ofDays(1));
        Identity stranger = MessagingAuthority.create("bed", Clock.systemUTC(), new SecureRandom())
                .issue(Role.SIGNER, "signer-1", Duration.ofDays(1));

        for (String jws : List.of(head.sign(worker), head.sign(stranger), first.head(), "x.y.z")) {
            see(new LogSeen(bed.clock.instant(), 2, 1, List.of(forged), jws));
            assertThat(entries()).isEqualTo(first.entries());
        }
        issue("b.example");
        stage.run();
        assertThat(entries()).as("it waits for who has it").isEqualTo(first.entries());
        bed.clock.forward(Duration.ofMinutes(6));
        assertThat(stage.alarms()).singleElement().asString().contains("has 1 entries more");

        LogExtended question = said();
        answer(1, bed.clock.instant());
        assertThat(question.entries()).isEmpty();
        stage.run();
        assertThat(entries()).hasSize(2);
        assertThat(stage.alarms()).isEmpty();
    }

    @Test
    void whatTheWebSideHasLostIsSaidAgainAsItWasSaid() throws Exception {
        List<LogExtended> all = new ArrayList<>();
        agree();
        for (String name : List.of("a.example", "b.example", "c.example")) {
            issue(name);
            stage.run();
            all.add(said());
            answer(all.size(), bed.clock.instant());
        }
        answer(1, bed.clock.instant());
        stage.run();
        assertThat(bed.count("outbox")).as("it may be on its way").isZero();
        bed.clock.forward(LogStage.PATIENCE);
        stage.run();
        List<LogExtended> again = allSaid();
        assertThat(again)
                .extracting(LogExtended::head)
                .containsExactly(all.get(1).head(), all.get(2).head());
        assertThat(again.get(0).entries()).isEqualTo(all.get(1).entries());
        assertThat(again.get(1).from()).isEqualTo(2);

        bed.clock.forward(Duration.ofMinutes(6));
        assertThat(stage.alarms()).singleElement().asString().contains("has not taken 2 entries");
    }

    @Test
    void aSignerWhoseDatabaseWasRestoredWaits() throws Exception {
        issue("a.example");
        agree();
        bed.tampers("UPDATE comparison SET restored_at = now()");
        bed.comparisons.look();
        stage.run();
        assertThat(bed.count("log_entry")).isZero();
        assertThat(bed.count("outbox")).isZero();
    }

    @Test
    void itsHeadStandsInTheCheckpointsOfTheAuditLog() throws Exception {
        assertThat(stage.head().sequence()).isZero();
        issue("a.example");
        agree();
        stage.run();
        assertThat(stage.head().chain()).isEqualTo(TreeHead.CHAIN);
        assertThat(stage.head().sequence()).isEqualTo(1);
        assertThat(stage.head().hash()).isEqualTo(rootOf(entries()));
    }

    /** Says an entry that the web side has, and loses it: its database is that of before. */
    private LogExtended lost() throws Exception {
        issue("a.example");
        agree();
        stage.run();
        LogExtended first = said();
        answer(1, first.at());
        issue("lost.example");
        stage.run();
        LogExtended lost = said();
        asBefore(first, "lost.example");
        return lost;
    }

    /** Everything that the first message was not about is as before it. */
    private void asBefore(LogExtended first, String lost) {
        Frontier tree = Frontier.empty();
        LogStore.grow(tree, first.entries());
        bed.owner.update("DELETE FROM log_entry WHERE index > 0");
        bed.owner.update("DELETE FROM log_head WHERE size > 1");
        bed.tampers("UPDATE log_state SET size = 1, seen = 1, said = 1, frontier = ?", (Object) tree.toArray());
        assertThat(bed.owner.update("DELETE FROM certificate WHERE ? = ANY (identifiers)", lost))
                .isEqualTo(1);
    }

    private UUID issue(String name) throws Exception {
        UUID id = bed.accepts(name);
        assertThat(signer.sign.run()).isEqualTo(1);
        bed.owner.update("DELETE FROM outbox");
        return id;
    }

    private void record(String event, String serial, Map<String, String> more) {
        Map<String, String> detail = new TreeMap<>(more);
        detail.put("issuer", "issuing");
        detail.put("serial", serial);
        bed.transactions.executeWithoutResult(status -> audit.record("accept", event, null, detail));
        bed.clock.forward(Duration.ofMillis(1));
    }

    /** The web side has as much as there is. */
    private void agree() {
        answer(bed.count("log_entry"), bed.clock.instant());
    }

    private void answer(long size, Instant at) {
        see(new LogSeen(at, size, size, List.of(), null));
    }

    private void see(LogSeen seen) {
        bed.transactions.executeWithoutResult(status -> seenLog.accept(seen, "accept"));
    }

    private LogExtended said() {
        List<LogExtended> said = allSaid();
        assertThat(said).hasSize(1);
        return said.get(0);
    }

    private List<LogExtended> allSaid() {
        List<String> bodies =
                bed.owner.queryForList("DELETE FROM outbox WHERE type = 'log-extended' RETURNING body", String.class);
        List<LogExtended> said = new ArrayList<>();
        for (String body : bodies) {
            try {
                said.add((LogExtended) MessageJson.read(MessageType.LOG_EXTENDED, body));
            } catch (UnreadableMessageException e) {
                throw new AssertionError(e);
            }
        }
        return said;
    }

    private TreeHead head(LogExtended extended) {
        return TreeHead.verify(extended.head(), authority.certificate(), "bed").orElseThrow();
    }

    private List<String> entries() {
        return bed.owner.queryForList("SELECT entry FROM log_entry ORDER BY index", String.class);
    }

    private static Octets rootOf(List<String> entries) {
        Frontier tree = Frontier.empty();
        LogStore.grow(tree, entries);
        return tree.root();
    }

    private Octets sha256(UUID id) {
        return Octets.of(bed.certificate(id)).sha256();
    }

    private static String missing(String place) {
        return LogEntry.missing(
                        Octets.of(place.getBytes(StandardCharsets.UTF_8)).sha256())
                .text();
    }
}
