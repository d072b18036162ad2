package org.httpca.forward.loop;

import org.springframework.transaction.support.TransactionSynchronization;

/** Fires once after a commit; equal to any other for the same channel, so that a transaction holds one. */
record WakeAfterCommit(Wakes wakes, String channel) implements TransactionSynchronization {
    @Override
    public void afterCommit() {
        wakes.fire(channel);
    }
}
