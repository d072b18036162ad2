package org.httpca.message;

import java.util.UUID;

/** The outcome: its submitter withdrew the request before it was decided. */
public record RequestWithdrawn(UUID requestId, long revision) implements RequestEvent {}
