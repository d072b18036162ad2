package org.httpca.signer.intent;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.httpca.signer.halt.Halts;
import org.httpca.signer.policy.CompromisedKeys;
import org.httpca.signer.rate.IssuanceRates;
import org.httpca.signer.rate.Room;

/**
 * Whether anything may be signed now, how much, and for which keys not. Asked when there is something to sign, and not before: an idle signer asks
 * nothing. While it is closed it is asked before anything is leased, so that waiting requests are not touched in every turn.
 */
public final class Gate {

    private final Halts halts;
    private final IssuanceRates rates;
    private final CompromisedKeys compromised;
    private final BooleanSupplier pauses;
    private boolean closed;

    /** @param pauses whether this signer does not know yet what it has issued; costs nothing to ask */
    public Gate(Halts halts, IssuanceRates rates, CompromisedKeys compromised, BooleanSupplier pauses) {
        this.halts = halts;
        this.rates = rates;
        this.compromised = compromised;
        this.pauses = pauses;
    }

    /** Was it closed the last time, and is it still? */
    public boolean isKnownToBeClosed() {
        return closed && isClosed();
    }

    public boolean isClosed() {
        closed = pauses.getAsBoolean() || halts.now().halted();
        return closed;
    }

    /** Which of these keys get no certificate, whatever was decided: they were compromised since. By their SHA-256. */
    public Set<String> compromised(Collection<String> keys) {
        return compromised.among(keys);
    }

    public Room room(Instant now) {
        return rates.room(now);
    }
}
