package org.httpca.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.httpca.approval.Transcript.Ran;
import org.httpca.audit.AuditCheckpoint;
import org.httpca.audit.AuditEntry;
import org.httpca.audit.AuditHead;
import org.httpca.envelope.Identity;
import org.httpca.log.Frontier;
import org.httpca.log.LogEntry;
import org.httpca.log.TreeHash;
import org.httpca.log.TreeHead;
import org.httpca.pki.Octets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code audit verify} says of a log that is whole, and of logs that somebody with the database has touched. */
class AuditVerifyTest {
    private static final SignerSide SIGNER = SignerSide.empty();
    private static final int ACCEPTED = 1500;

    @TempDir
    static Path folder;

    private static Operators operators;
    private static Identity identity;

    @BeforeAll
    static void anInstallation() throws Exception {
        operators = new Operators(folder, SIGNER, List.of("alice"));
        identity = operators.signerIdentity("signer-1");
    }

    @BeforeEach
    void aLogWithTwoCheckpoints() {
        SignerSide.empty();
        List<AuditHead> accepted = append("signer-1/accept", ACCEPTED);
        List<AuditHead> signed = append("signer-1/sign", 3);
        checkpoint(identity, 1, List.of(accepted.get(9), AuditHead.genesis("signer-1/sign")));
        checkpoint(identity, 2, List.of(accepted.get(ACCEPTED - 1), signed.get(2)));
    }

    private static List<AuditHead> append(String chain, int entries) {
        List<AuditEntry> appended = new ArrayList<>();
        AuditHead head = AuditHead.genesis(chain);
        for (int i = 0; i < entries; i++) {
            Instant at = Instant.parse("2026-11-21T08:00:00.123456789Z").plusMillis(i);
            AuditEntry entry = AuditEntry.after(
                    head, at, "request-accepted", i % 2 == 0 ? new UUID(1, i) : null, "{\"n\":" + i + "}");
            appended.add(entry);
            head = entry.head();
        }
        AuditRows.append(SIGNER, appended);
        return appended.stream().map(AuditEntry::head).toList();
    }

    private static void checkpoint(Identity by, long number, List<AuditHead> heads) {
        String jws = new AuditCheckpoint("signer-1", number, Instant.parse("2026-11-21T09:00:00Z"), heads).sign(by);
        SIGNER.owner("insert into audit_checkpoint values ('signer-1', ?, ?)", number, jws);
    }

    private static void breaksWith(String finding) {
        Ran ran = Transcript.run(operators, "alice", List.of("audit", "verify"), "");
        assertThat(ran.out()).contains(finding);
        assertThat(ran.err()).startsWith("The audit log is broken");
        assertThat(ran.code()).isEqualTo(1);
        Ran json = Transcript.run(operators, "alice", List.of("audit", "verify", "--json"), "");
        assertThat(json.out()).contains("\"ok\" : false").contains(finding.replaceFirst(".*BROKEN: ", ""));
        assertThat(json.code()).isEqualTo(1);
    }

    @Test
    void a_whole_log_holds() throws Exception {
        Transcript.play("audit-holds.txt", operators);
    }

    @Test
    void an_edited_entry_is_found() {
        SIGNER.owner("update audit set detail = '{}' where chain = 'signer-1/accept' and sequence = 700");
        breaksWith("signer-1/accept: 1500 entries, BROKEN: entry 700 was changed, its hash is that of something else");
    }

    @Test
    void an_edited_time_is_found_even_one_that_no_clock_gives() {
        SIGNER.owner("update audit set at = 'infinity' where chain = 'signer-1/sign' and sequence = 2");
        breaksWith("BROKEN: entry 2 was changed, its hash is that of something else");
    }

    @Test
    void a_deleted_entry_is_found() {
        SIGNER.owner("delete from audit where chain = 'signer-1/accept' and sequence = 1");
        breaksWith("signer-1/accept: 1499 entries, BROKEN: entry 1 is missing, the next one is 2");
    }

    @Test
    void an_entry_of_another_history_is_found() {
        SIGNER.owner("update audit set previous = '\\x00' where chain = 'signer-1/sign' and sequence = 3");
        breaksWith("BROKEN: entry 3 does not follow the one before it");
    }

    @Test
    void a_chain_that_was_cut_at_its_end_is_found_by_the_checkpoint() {
        SIGNER.owner("delete from audit where chain = 'signer-1/accept' and sequence > 1400");
        breaksWith("BROKEN: checkpoint 2 of signer-1: it saw entry 1500 of signer-1/accept, which is gone");
    }

    @Test
    void a_chain_that_was_rewritten_as_a_whole_is_found_by_the_checkpoint() throws Exception {
        SIGNER.owner("delete from audit where chain = 'signer-1/sign'");
        AuditHead head = AuditHead.genesis("signer-1/sign");
        for (int i = 0; i < 3; i++) {
            AuditEntry entry =
                    AuditEntry.after(head, Instant.parse("2026-11-21T08:00:00Z"), "nothing-happened", null, "{}");
            SIGNER.owner(
                    "insert into audit values (?, ?, ?, ?, null, ?, ?, ?)",
                    entry.chain(),
                    entry.sequence(),
                    entry.at(),
                    entry.event(),
                    entry.detail(),
                    entry.previous().toArray(),
                    entry.hash().toArray());
            head = entry.head();
        }
        breaksWith("BROKEN: checkpoint 2 of signer-1: it saw another hash in entry 3 of signer-1/sign");
    }

    @Test
    void a_checkpoint_of_a_stranger_is_found() throws Exception {
        SIGNER.owner("delete from audit_checkpoint where number = 2");
        Identity stranger = new Operators(folder.resolve("other"), SIGNER, List.of("eve")).signerIdentity("signer-1");
        checkpoint(stranger, 2, List.of());
        breaksWith("BROKEN: checkpoint 2 of signer-1: its signature does not hold");
    }

    @Test
    void a_checkpoint_under_another_number_is_found() {
        SIGNER.owner("update audit_checkpoint set number = 7 where number = 2");
        breaksWith("BROKEN: checkpoint 7 of signer-1: it is another one, number 2 of signer-1");
    }

    @Test
    void an_altered_log_of_certificates_is_found() {
        Frontier tree = Frontier.empty();
        for (int i = 0; i < 5; i++) {
            String entry =
                    LogEntry.issued(Octets.of(new byte[] {(byte) i}).sha256()).text();
            SIGNER.owner("insert into log_entry values (?, ?)", (long) i, entry);
            tree.add(TreeHash.leaf(entry));
            if (i != 2) {
                String head = new TreeHead(i + 1, tree.root(), Instant.parse("2026-11-21T09:00:00Z")).sign(identity);
                SIGNER.owner("insert into log_head values (?, ?)", i + 1L, head);
            }
        }
        SIGNER.owner("update log_state set size = 5");
        checkpoint(identity, 3, List.of(new AuditHead(TreeHead.CHAIN, 5, tree.root())));
        assertThat(Transcript.run(operators, "alice", List.of("audit", "verify"), "")
                        .out())
                .contains("Signed checkpoints: 3, OK\nLog of certificates: 5, OK\n");

        SIGNER.owner("update log_entry set entry = replace(entry, 'issued', 'missing') where index = 2");
        breaksWith("Log of certificates: 4, BROKEN: the head of 4 entries was signed over other entries");
        SIGNER.owner("delete from log_entry where index = 2");
        breaksWith("Log of certificates: 2, BROKEN: entry 2 is missing");
        SIGNER.owner("delete from log_entry where index > 2");
        SIGNER.owner("update log_state set size = 2");
        breaksWith("Log of certificates: 2, BROKEN: it has 2 entries, and a head was signed of 5");
        SIGNER.owner("delete from log_head where size > 2");
        breaksWith("BROKEN: checkpoint 3 of signer-1: it saw entry 5 of log, which is gone");
    }

    /** As a web role answers that has seen the two. */
    private static Path seen() throws Exception {
        List<String> rows = SIGNER.texts(
                "select '{\"instance\":\"' || instance || '\",\"number\":' || number || ',\"checkpoint\":\"' || jws || '\"}'"
                        + " from audit_checkpoint order by number desc");
        return Files.writeString(
                folder.resolve("seen.json"), "{\"checkpoints\":[" + String.join(",", rows) + "],\"next\":1}");
    }

    private static Ran verify(Path seen) {
        return Transcript.run(operators, "alice", List.of("audit", "verify", "--seen", seen.toString()), "");
    }

    @Test
    void what_the_web_side_has_seen_holds() throws Exception {
        Ran ran = verify(seen());
        assertThat(ran.out()).contains("Checkpoints that the web side has seen: 2, OK");
        assertThat(ran.code()).isZero();
    }

    /** Chains and checkpoints cut back together are whole in themselves: only who has seen more knows. */
    @Test
    void a_log_that_was_cut_with_its_checkpoints_is_found_by_what_the_web_side_has_seen() throws Exception {
        Path seen = seen();
        SIGNER.owner("delete from audit where chain = 'signer-1/sign' or sequence > 10");
        SIGNER.owner("delete from audit_checkpoint where number = 2");
        assertThat(Transcript.run(operators, "alice", List.of("audit", "verify"), "")
                        .code())
                .isZero();
        Ran ran = verify(seen);
        assertThat(ran.out())
                .contains(
                        "seen: 2, BROKEN: checkpoint 2 of signer-1: it saw entry 1500 of signer-1/accept, which is gone");
        assertThat(ran.err()).startsWith("The audit log is broken");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void what_is_no_answer_of_the_web_side_proves_nothing() throws Exception {
        Path none = Files.writeString(folder.resolve("none.json"), "{\"checkpoints\":[],\"next\":null}");
        assertThat(verify(none).out()).contains("seen: 0, BROKEN: there are none");
        assertThat(verify(none).code()).isEqualTo(1);
        Path other = Files.writeString(folder.resolve("other.json"), "<html>");
        assertThat(verify(other).err()).contains("is not an answer of GET /api/v1/audit/checkpoints");
        assertThat(verify(folder.resolve("nothing.json")).err()).contains("cannot be read");
    }
}
