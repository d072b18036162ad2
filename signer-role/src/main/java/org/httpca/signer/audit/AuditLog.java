package org.httpca.signer.audit;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.httpca.audit.AuditHead;
import org.httpca.message.MessageJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Appends to the audit log. Each stage of this instance has a chain of its own, so that none waits for another's commit. What a
 * transaction records is written when it commits, all in one statement; what it rolls back was never there.
 */
public final class AuditLog {

    private final AuditEntries entries;
    private final Clock clock;
    private final String instance;
    private final Map<String, Chain> chains = new ConcurrentHashMap<>();

    /** @param instance the signer's name, as its identity has it */
    public AuditLog(JdbcTemplate jdbc, Clock clock, String instance) {
        this.entries = new AuditEntries(jdbc);
        this.clock = clock;
        this.instance = instance;
    }

    /**
     * Records an event in the current transaction.
     *
     * @param stage such as {@code accept}; a stage runs in one thread at a time, or its threads wait for each other here
     * @param event what happened, in the past tense
     * @param detail becomes JSON; free of secrets
     * @throws IllegalStateException without a transaction: an event and its audit entry are one
     */
    public void record(String stage, String event, @Nullable UUID requestId, Map<String, ?> detail) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("An audit entry needs the transaction of what it tells.");
        }
        Chain chain = chains.computeIfAbsent(instance + "/" + stage, Chain::new);
        AuditedTransaction.current(entries)
                .append(
                        chain,
                        clock.instant(),
                        event,
                        requestId,
                        MessageJson.mapper().writeValueAsString(detail));
    }

    /** The last committed entry of each chain of every instance. */
    public List<AuditHead> allHeads() {
        return entries.heads("");
    }

    /** The last committed entry of each chain of this instance, for a checkpoint. */
    public List<AuditHead> heads() {
        return entries.heads(instance + "/");
    }
}
