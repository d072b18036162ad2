package org.httpca.forward.outbox;

import java.util.List;
import org.httpca.forward.loop.Looks;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A source that is asked when it is time to look, and not at each turn of a transmitter that other sources keep busy. */
public final class WokenSource implements Source {
    private final Source source;
    private final Looks looks;

    public WokenSource(Source source, Looks looks) {
        this.source = source;
        this.looks = looks;
    }

    @Override
    public List<Parcel> claim(int max) {
        if (!looks.isDue()) {
            return List.of();
        }
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new RingUnlessCommitted());
        }
        List<Parcel> claimed = source.claim(max);
        if (claimed.size() >= max) {
            // there may be more; less than was asked for is all there was
            looks.ring();
        }
        return claimed;
    }

    /** What was claimed comes back by the rollback, and a stage that fails is not to seem to have nothing to do. */
    private final class RingUnlessCommitted implements TransactionSynchronization {
        @Override
        public void afterCompletion(int status) {
            if (status != STATUS_COMMITTED) {
                looks.ring();
            }
        }
    }

    @Override
    public void sent(List<Parcel> parcels) {
        source.sent(parcels);
    }

    @Override
    public void park(Parcel parcel, String reason) {
        source.park(parcel, reason);
    }
}
