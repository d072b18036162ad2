package org.httpca.message;

import java.util.UUID;

/** An administrator approved, and more approvals are needed. */
public record ApprovalCounted(UUID requestId, long revision, int given, int required) implements RequestEvent {}
