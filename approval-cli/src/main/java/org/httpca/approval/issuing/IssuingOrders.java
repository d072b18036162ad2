package org.httpca.approval.issuing;

import java.time.Clock;
import java.time.Duration;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.decision.Counting;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.order.OwnOrders;
import org.httpca.approval.order.StoredOrders;
import org.httpca.order.Action;
import org.httpca.order.AdministratorKey;
import org.jspecify.annotations.Nullable;

/** Halts and resumes issuing in the name of one administrator. */
public final class IssuingOrders {
    private final SignerDatabase database;
    private final OwnOrders orders;
    private final Counting counting;

    /** @param patience how long to wait for the signer to count an order */
    public IssuingOrders(SignerDatabase database, AdministratorKey key, Clock clock, Duration patience) {
        this.database = database;
        StoredOrders stored = new StoredOrders(database);
        this.orders = new OwnOrders(stored, key, clock);
        this.counting = new Counting(stored, patience);
    }

    /** Gives the order and waits for the signer; fails with what to do unless it was counted. */
    public Issuing order(Action action, @Nullable String reason) {
        Issuing before = Issuing.read(database);
        boolean halt = action == Action.HALT;
        // what the signer takes for halted although the row says otherwise, it says when the order comes
        if (halt && before.halted() && !before.missing()) {
            throw new CommandFailed(ExitCode.TAKEN, "Issuing is halted already: " + before.words());
        }
        Long id = orders.onInstallation(action, reason, before.sequence());
        counting.require(id, "approval status");
        return Issuing.read(database);
    }
}
