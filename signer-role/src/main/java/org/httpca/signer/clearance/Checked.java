package org.httpca.signer.clearance;

/** What a check of a row's clearance finds. */
public sealed interface Checked {

    /** It may be signed. */
    record Cleared(ClearedRequest request) implements Checked {}

    /** Whoever wrote this row was not a signer: {@link Tampering} takes it. */
    record Altered(String why) implements Checked {}

    /** It was cleared, for a profile that has changed since: {@link Reevaluation} takes it. */
    record Outdated() implements Checked {}
}
