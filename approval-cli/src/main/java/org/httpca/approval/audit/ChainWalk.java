package org.httpca.approval.audit;

import org.httpca.audit.AuditEntry;
import org.httpca.audit.AuditHead;
import org.jspecify.annotations.Nullable;

/** Walks along one chain, entry by entry, and remembers the first that does not follow. */
final class ChainWalk {
    private AuditHead head;
    private long entries;
    private @Nullable String firstBreak;

    ChainWalk(String chain) {
        this.head = AuditHead.genesis(chain);
    }

    String chain() {
        return head.chain();
    }

    void step(AuditEntry entry) {
        entries++;
        if (firstBreak != null) {
            return;
        }
        if (holds(entry, head)) {
            head = entry.head();
        } else {
            firstBreak = why(entry);
        }
    }

    ChainReport report() {
        return new ChainReport(entries, head, firstBreak);
    }

    private String why(AuditEntry entry) {
        long expected = head.sequence() + 1;
        if (entry.sequence() != expected) {
            return "entry " + expected + " is missing, the next one is " + entry.sequence();
        }
        if (!entry.previous().equals(head.hash())) {
            return "entry " + expected + " does not follow the one before it";
        }
        return "entry " + expected + " was changed, its hash is that of something else";
    }

    private static boolean holds(AuditEntry entry, AuditHead head) {
        try {
            return entry.follows(head);
        } catch (ArithmeticException e) {
            // PostgreSQL's 'infinity' is a time that no clock gives, and none that the format can hash.
            return false;
        }
    }
}
