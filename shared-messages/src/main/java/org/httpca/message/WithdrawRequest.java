package org.httpca.message;

import java.time.Instant;
import java.util.UUID;
import org.httpca.pki.Octets;

/**
 * Withdraw the request, if it is not decided.
 *
 * @param proofSha256 SHA-256 of the request's proof: the command names the request by id and content
 */
public record WithdrawRequest(UUID requestId, Octets proofSha256, Instant withdrawnAt) implements Command {}
