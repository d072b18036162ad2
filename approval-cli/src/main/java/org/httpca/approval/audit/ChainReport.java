package org.httpca.approval.audit;

import org.httpca.audit.AuditHead;
import org.jspecify.annotations.Nullable;

/**
 * What a walk along one chain found.
 *
 * @param entries how many there are
 * @param last the last entry before the first break, or of the whole chain
 * @param firstBreak a sentence; null if the chain holds
 */
public record ChainReport(
        long entries, AuditHead last, @Nullable String firstBreak) {}
