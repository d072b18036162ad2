package org.httpca.message;

import java.util.UUID;
import org.httpca.problem.Problem;

/** The outcome: policy or an administrator rejected the request, for this reason. */
public record RequestRejected(UUID requestId, long revision, Problem problem) implements RequestEvent {}
