package org.httpca.signer.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.httpca.audit.AuditEntry;
import org.httpca.audit.AuditHead;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The audit entries of one transaction: collected, written just before the commit, and then the heads move on. */
final class AuditedTransaction implements TransactionSynchronization {

    private final AuditEntries entries;
    private final Map<Chain, AuditHead> heads = new LinkedHashMap<>();
    private final List<AuditEntry> unwritten = new ArrayList<>();
    private final Map<Object, Integer> savepoints = new HashMap<>();

    private AuditedTransaction(AuditEntries entries) {
        this.entries = entries;
    }

    static AuditedTransaction current(AuditEntries entries) {
        for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof AuditedTransaction mine && mine.entries == entries) {
                return mine;
            }
        }
        AuditedTransaction begun = new AuditedTransaction(entries);
        TransactionSynchronizationManager.registerSynchronization(begun);
        return begun;
    }

    void append(Chain chain, Instant at, String event, @Nullable UUID requestId, String detail) {
        AuditHead head = heads.get(chain);
        if (head == null) {
            chain.lock();
            // Known before it is read: whatever happens now, the end of the transaction lets go of the lock.
            heads.put(chain, AuditHead.genesis(""));
            head = chain.head(entries);
        }
        AuditEntry entry = AuditEntry.after(head, at, event, requestId, detail);
        unwritten.add(entry);
        heads.put(chain, entry.head());
    }

    @Override
    public void savepoint(Object savepoint) {
        savepoints.put(savepoint, unwritten.size());
    }

    /** A savepoint that is not known was set before the first entry of all. */
    @Override
    public void savepointRollback(Object savepoint) {
        int kept = savepoints.getOrDefault(savepoint, 0);
        unwritten.subList(kept, unwritten.size()).clear();
        heads.replaceAll((chain, head) -> chain.head(entries));
        unwritten.forEach(entry -> heads.replaceAll((chain, head) -> chain.isOf(entry) ? entry.head() : head));
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        entries.insert(unwritten);
        unwritten.clear();
    }

    @Override
    public void afterCompletion(int status) {
        boolean committed = status == STATUS_COMMITTED;
        heads.forEach((chain, head) -> chain.unlock(committed ? head : null));
    }

    /** Last of all: what other synchronizations record while they prepare for the commit is written, too. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
