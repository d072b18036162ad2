package org.httpca.forward.outbox;

import org.httpca.envelope.Outgoing;

/** Told of each outbox row that this side did not put, in the transaction that parks it. */
@FunctionalInterface
public interface ForeignRows {

    void found(Outgoing message);
}
