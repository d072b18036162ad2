package org.httpca.worker.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
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
import org.httpca.worker.WebSide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublishedLogTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    private final WebSide web = new WebSide();
    private final PublishedLog log = new PublishedLog(
            web.jdbc, () -> MessagingTrust.of(web.authority.certificate()), "test", web.outbox, UUID::randomUUID);

    /** What the signer has signed. */
    private final List<String> all =
            IntStream.range(0, 900).mapToObj(PublishedLogTest::entry).toList();

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void itGrowsAndKeepsWhatProofsNeed() {
        LogSeen first = accept(message(0, 300));
        assertThat(first).isEqualTo(new LogSeen(AT, 300, 300, List.of(), null));
        assertThat(accept(message(300, 600)).size()).isEqualTo(600);

        assertThat(entries()).isEqualTo(all.subList(0, 600));
        assertThat(web.jdbc.queryForList("SELECT size FROM log_head ORDER BY size", Long.class))
                .containsExactly(300L, 600L);
        assertThat(web.jdbc.query(
                        "SELECT index, hash FROM log_node WHERE level = 8 ORDER BY index",
                        (row, number) -> Octets.of(row.getBytes(2))))
                .containsExactly(rootOf(all.subList(0, 256)), rootOf(all.subList(256, 512)));
        assertThat(web.jdbc.queryForObject(
                        "SELECT entry FROM log_entry WHERE certificate = ?",
                        String.class,
                        new java.math.BigInteger(all.get(7).substring(7, 23), 16).longValue()))
                .isEqualTo(all.get(7));
    }

    @Test
    void whatCameBeforeMayComeAgainWholeOrInPart() {
        accept(message(0, 100));
        assertThat(accept(message(0, 100)).size()).isEqualTo(100);
        assertThat(accept(message(50, 200)).size()).isEqualTo(200);
        assertThat(accept(message(20, 80)).size()).isEqualTo(200);
        assertThat(entries()).isEqualTo(all.subList(0, 200));
    }

    @Test
    void whatIsAheadIsNotTakenAndTheAnswerSaysWhatThereIs() {
        accept(message(0, 100));
        assertThat(accept(message(150, 200)).size()).isEqualTo(100);
        assertThat(entries()).hasSize(100);
    }

    @Test
    void whatWasPublishedIsNeverContradicted() {
        accept(message(0, 100));
        List<String> another = new ArrayList<>(all.subList(0, 99));
        another.add(entry(5000));
        // said again otherwise; gone on from another log; a question about another log
        refused(message(another, 90, 100));
        another.add(entry(5001));
        refused(message(another, 100, 101));
        refused(message(another.subList(0, 100), 100, 100));
        assertThat(entries()).isEqualTo(all.subList(0, 100));
        assertThat(web.jdbc.queryForObject("SELECT count(*) FROM outbox", Long.class))
                .as("the answer to what was accepted")
                .isEqualTo(1);
        assertThat(accept(message(100, 101)).size()).isEqualTo(101);
    }

    @Test
    void onlyASignerOfThisInstallationIsBelieved() {
        Identity worker = web.authority.issue(Role.WORKER, "worker-1", Duration.ofDays(1));
        Identity stranger = MessagingAuthority.create("test", Clock.systemUTC(), new SecureRandom())
                .issue(Role.SIGNER, "signer-1", Duration.ofDays(1));
        TreeHead head = new TreeHead(1, rootOf(all.subList(0, 1)), AT);
        for (String jws : List.of(
                head.sign(worker), head.sign(stranger), "x.y.z", message(0, 2).head())) {
            refused(new LogExtended(AT, 0, all.subList(0, 1), jws));
        }
        String unreadable = "issued " + "0".repeat(63);
        refused(message(List.of(unreadable), 0, 1));
        refused(new LogExtended(AT, -1, all.subList(0, 1), new TreeHead(0, TreeHash.EMPTY, AT).sign(web.signer)));
        assertThat(entries()).isEmpty();
    }

    @Test
    void whoHasLessIsToldWhatFollows() {
        assertThat(accept(question(0))).isEqualTo(new LogSeen(AT, 0, 0, List.of(), null));
        LogExtended first = message(0, 300);
        LogExtended second = message(300, 700);
        accept(first);
        accept(second);
        assertThat(accept(question(0))).isEqualTo(new LogSeen(AT, 700, 0, first.entries(), first.head()));
        assertThat(accept(question(300))).isEqualTo(new LogSeen(AT, 700, 300, second.entries(), second.head()));
        assertThat(accept(question(700))).isEqualTo(new LogSeen(AT, 700, 700, List.of(), null));
        assertThat(accept(question(800))).isEqualTo(new LogSeen(AT, 700, 700, List.of(), null));
    }

    private LogExtended question(int size) {
        return message(size, size);
    }

    private LogExtended message(int from, int end) {
        return message(all, from, end);
    }

    private LogExtended message(List<String> of, int from, int end) {
        String head = new TreeHead(end, rootOf(of.subList(0, end)), AT).sign(web.signer);
        return new LogExtended(AT, from, of.subList(from, end), head);
    }

    private LogSeen accept(LogExtended extended) {
        web.transactions.executeWithoutResult(status -> log.accept(extended));
        List<String> bodies = web.jdbc.queryForList("SELECT body FROM outbox WHERE type = 'log-seen'", String.class);
        assertThat(bodies).as("the newest takes the place of the one before").hasSize(1);
        try {
            return (LogSeen) MessageJson.read(MessageType.LOG_SEEN, bodies.get(0));
        } catch (UnreadableMessageException e) {
            throw new AssertionError(e);
        }
    }

    private void refused(LogExtended extended) {
        assertThatThrownBy(() -> web.transactions.executeWithoutResult(status -> log.accept(extended)))
                .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class);
    }

    private List<String> entries() {
        return web.jdbc.queryForList("SELECT entry FROM log_entry ORDER BY index", String.class);
    }

    private static String entry(int number) {
        return LogEntry.issued(Octets.of(new byte[] {(byte) (number >> 8), (byte) number})
                        .sha256())
                .text();
    }

    private static Octets rootOf(List<String> entries) {
        Frontier tree = Frontier.empty();
        entries.forEach(entry -> tree.add(TreeHash.leaf(entry)));
        return tree.root();
    }
}
