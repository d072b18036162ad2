package org.httpca.approval.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one state and outcome.
 *
 * @param altered those in which the signer found a row that somebody had changed
 * @param oldest when the oldest was received
 */
public record StateCount(String state, @Nullable String outcome, long requests, long altered, Instant oldest) {}
