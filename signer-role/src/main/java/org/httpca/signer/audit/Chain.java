package org.httpca.signer.audit;

import java.util.concurrent.locks.ReentrantLock;
import org.httpca.audit.AuditEntry;
import org.httpca.audit.AuditHead;
import org.jspecify.annotations.Nullable;

/**
 * A chain's last committed entry, kept in memory. The lock is held from a transaction's first entry to its end: two transactions
 * cannot both follow the same head.
 */
final class Chain {

    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable AuditHead head;

    Chain(String name) {
        this.name = name;
    }

    boolean isOf(AuditEntry entry) {
        return entry.chain().equals(name);
    }

    void lock() {
        lock.lock();
    }

    /** The head; read from the database at the beginning, and whenever it is not known whether the last one was committed. */
    AuditHead head(AuditEntries entries) {
        AuditHead known = head;
        if (known == null) {
            known = entries.head(name);
            head = known;
        }
        return known;
    }

    /** @param committed the new head; null if nothing is certain */
    void unlock(@Nullable AuditHead committed) {
        head = committed;
        lock.unlock();
    }
}
