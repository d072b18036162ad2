package org.httpca.message;

import java.util.List;
import java.util.UUID;

/**
 * Policy holds the request until administrators approve it.
 *
 * @param profileHash the profile that the request is pinned to
 * @param approvalsRequired how many administrators must approve, 1 or more
 * @param findings what policy said, rule by rule
 */
public record RequestHeld(
        UUID requestId, long revision, String profileHash, int approvalsRequired, List<RuleFinding> findings)
        implements RequestEvent {}
