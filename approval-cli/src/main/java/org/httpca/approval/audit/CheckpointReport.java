package org.httpca.approval.audit;

import org.jspecify.annotations.Nullable;

/**
 * What the signed checkpoints say about the chains.
 *
 * @param checkpoints how many there are
 * @param firstBreak a sentence; null if all are genuine and the chains are as they saw them
 */
public record CheckpointReport(long checkpoints, @Nullable String firstBreak) {}
