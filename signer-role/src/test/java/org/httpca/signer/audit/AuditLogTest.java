package org.httpca.signer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.groups.Tuple;
import org.httpca.audit.AuditEntry;
import org.httpca.audit.AuditHead;
import org.httpca.pki.Octets;
import org.httpca.signer.testing.SignerDatabase;
import org.httpca.signer.testing.TestSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AuditLogTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String instance = "audited-" + NUMBER.incrementAndGet();
    private final String chain = instance + "/accept";
    private final JdbcTemplate jdbc = new JdbcTemplate(SignerDatabase.shared().runtime());
    private final JdbcTemplate owner = new JdbcTemplate(SignerDatabase.shared().owner());
    private final TransactionTemplate transactions = new TransactionTemplate(
            new DataSourceTransactionManager(SignerDatabase.shared().runtime()));
    private final AuditLog log = new AuditLog(jdbc, TestSigner.CLOCK, instance);

    private void records(String... events) {
        transactions.executeWithoutResult(status -> {
            for (String event : events) {
                log.record("accept", event, UUID.randomUUID(), Map.of("of", event));
            }
        });
    }

    private List<AuditEntry> entries() {
        return jdbc.query(
                "SELECT * FROM audit WHERE chain = ? ORDER BY sequence",
                (row, number) -> new AuditEntry(
                        row.getString("chain"),
                        row.getLong("sequence"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("event"),
                        row.getObject("request_id", UUID.class),
                        row.getString("detail"),
                        Octets.of(row.getBytes("previous")),
                        Octets.of(row.getBytes("hash"))),
                chain);
    }

    /** As the command line verifies it: every entry follows the one before, and the last is the head that others have seen. */
    private boolean verifies(AuditHead seen) {
        AuditHead head = AuditHead.genesis(chain);
        for (AuditEntry entry : entries()) {
            if (!entry.follows(head)) {
                return false;
            }
            head = entry.head();
        }
        return head.equals(seen);
    }

    private AuditHead head() {
        return log.heads().stream()
                .filter(head -> head.chain().equals(chain))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aChainVerifies() {
        records("a", "b", "c");
        records("d");
        assertThat(entries()).extracting(AuditEntry::event).containsExactly("a", "b", "c", "d");
        assertThat(verifies(head())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit SET detail = '{}' WHERE chain = ? AND sequence = 2",
                "UPDATE audit SET event = 'x' WHERE chain = ? AND sequence = 2",
                "UPDATE audit SET at = at + interval '1 second' WHERE chain = ? AND sequence = 2",
                "UPDATE audit SET request_id = NULL WHERE chain = ? AND sequence = 2",
                "DELETE FROM audit WHERE chain = ? AND sequence = 2",
                "DELETE FROM audit WHERE chain = ? AND sequence = 3",
                "INSERT INTO audit SELECT chain, 4, at, event, request_id, detail, hash, hash FROM audit WHERE chain = ? AND sequence = 3",
            })
    void whatIsEditedDeletedOrInsertedShows(String sql) {
        records("a", "b", "c");
        AuditHead seen = head();
        assertThat(verifies(seen)).isTrue();
        owner.update(sql, chain);
        assertThat(verifies(seen)).isFalse();
    }

    @Test
    void whatIsRolledBackWasNeverThere() {
        records("a");
        transactions.executeWithoutResult(status -> {
            log.record("accept", "undone", null, Map.of());
            status.setRollbackOnly();
        });
        records("b");
        assertThat(entries()).extracting(AuditEntry::event).containsExactly("a", "b");
        assertThat(verifies(head())).isTrue();
    }

    @Test
    void whatIsRolledBackToASavepointWasNeverThere() {
        transactions.executeWithoutResult(status -> {
            Object outer = status.createSavepoint();
            log.record("accept", "undone", null, Map.of());
            status.rollbackToSavepoint(outer);
            log.record("accept", "a", null, Map.of());
            Object inner = status.createSavepoint();
            log.record("decide", "undone", null, Map.of());
            log.record("accept", "undone", null, Map.of());
            status.rollbackToSavepoint(inner);
            log.record("accept", "b", null, Map.of());
        });
        records("c");
        assertThat(entries()).extracting(AuditEntry::event).containsExactly("a", "b", "c");
        assertThat(verifies(head())).isTrue();
        assertThat(log.heads()).hasSize(1);
    }

    @Test
    void anotherProcessThatTakesTheNameContinuesTheChain() {
        records("a");
        AuditLog restarted = new AuditLog(jdbc, TestSigner.CLOCK, instance);
        transactions.executeWithoutResult(status -> restarted.record("accept", "b", null, Map.of()));
        assertThat(verifies(head())).isTrue();
        // This one's memory is behind: it fails once, reads the head anew, and goes on.
        assertThatThrownBy(() -> records("c")).isInstanceOf(org.springframework.dao.DuplicateKeyException.class);
        records("c");
        assertThat(entries()).extracting(AuditEntry::event).containsExactly("a", "b", "c");
        assertThat(verifies(head())).isTrue();
    }

    @Test
    void eachStageHasItsChain() {
        records("a");
        transactions.executeWithoutResult(status -> {
            log.record("decide", "x", null, Map.of());
            log.record("accept", "b", null, Map.of());
        });
        assertThat(log.heads())
                .extracting(AuditHead::chain, AuditHead::sequence)
                .containsExactly(Tuple.tuple(chain, 2L), org.assertj.core.groups.Tuple.tuple(instance + "/decide", 1L));
        assertThat(new AuditLog(jdbc, TestSigner.CLOCK, "nobody").heads()).isEmpty();
    }

    @Test
    void thereIsNoEntryWithoutATransaction() {
        assertThatThrownBy(() -> log.record("accept", "a", null, Map.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theSignerItselfCannotRewriteIt() {
        records("a");
        assertThatThrownBy(() -> jdbc.update("UPDATE audit SET event = 'x' WHERE chain = ?", chain))
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> jdbc.update("DELETE FROM audit WHERE chain = ?", chain))
                .hasStackTraceContaining("permission denied");
    }
}
