package org.httpca.signer.request;

import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/**
 * What the policy, and after it the clearance, say about a request: the columns that an evaluation writes.
 *
 * @param state Waiting-For-Approval, Waiting-For-Signature, or Waiting-For-Transmission with a problem
 * @param profileHash what the request is pinned to; null if its profile is unknown
 * @param findings the JSON of the policy's findings, rule by rule
 * @param clearance the MAC of the verdict; null for a rejected request
 * @param problem the JSON of the problem; null unless rejected
 */
public record Standing(
        State state,
        @Nullable String profileHash,
        @Nullable String issuer,
        String findings,
        int approvalsRequired,
        @Nullable Verdict verdict,
        @Nullable Octets clearance,
        @Nullable String problem) {

    @Nullable
    Outcome outcome() {
        return state == State.WAITING_FOR_TRANSMISSION ? Outcome.REJECTED : null;
    }

    /** Held requests and outcomes are told; one that waits for its signature has nothing to tell yet. */
    @Nullable
    Word word() {
        return switch (state) {
            case WAITING_FOR_APPROVAL -> Word.HELD;
            case WAITING_FOR_TRANSMISSION -> Word.OUTCOME;
            default -> null;
        };
    }
}
