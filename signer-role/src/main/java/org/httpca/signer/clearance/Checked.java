package org.httpca.signer.clearance;

import org.jspecify.annotations.Nullable;

/** What a check of a row's clearance finds. */
public sealed interface Checked {

    /** The request, if a signer wrote it. */
    default @Nullable ClearedRequest request() {
        return null;
    }

    /** It may be signed. */
    record Cleared(ClearedRequest request) implements Checked {}

    /** Whoever wrote this row was not a signer: {@link Tampering} takes it. */
    record Altered(String why) implements Checked {}

    /**
     * It was cleared for a profile that is not this signer's current one of that name. If another signer has it, the request is
     * left to that one; otherwise the profile has changed, and {@link Reevaluation} takes it. What was written down to be signed
     * under the old profile is decided, and is signed: it may be signed already.
     */
    record Outdated(ClearedRequest request) implements Checked {}
}
