package org.httpca.forward.inbox;

/** Is told of each refusal, in the transaction that parks it: the place for an audit entry. */
@FunctionalInterface
public interface Refusals {
    void refused(Refusal refusal);
}
