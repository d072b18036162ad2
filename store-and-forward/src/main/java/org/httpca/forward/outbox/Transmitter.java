package org.httpca.forward.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.httpca.envelope.EnvelopeSealer;
import org.httpca.forward.broker.Publisher;
import org.httpca.forward.broker.Topology;
import org.httpca.forward.loop.Work;
import org.httpca.message.Role;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what its sources have. A turn is one transaction: claim, seal, publish all, wait for the confirms once, tell the
 * sources, commit. Whatever fails on the way rolls it back, so that everything is sent again under the same message ids. Any
 * number of transmitters may share the sources' tables; one object is used by one thread.
 */
public final class Transmitter implements Work {
    private final TransactionTemplate transactions;
    private final List<Source> sources;
    private final Sealing sealing;
    private final Publisher publisher;
    private final ClaimSize claimSize = new ClaimSize();
    private int turn;

    /** @param lifetime of an envelope; what expires unanswered is announced again by whoever waits for the answer */
    public Transmitter(
            TransactionTemplate transactions,
            List<Source> sources,
            EnvelopeSealer sealer,
            Publisher publisher,
            Duration lifetime) {
        this.transactions = transactions;
        this.sources = List.copyOf(sources);
        this.sealing = new Sealing(sealer, lifetime);
        this.publisher = publisher;
    }

    @Override
    public int run() {
        int max = claimSize.size();
        Integer count = transactions.execute(status -> transmit(max));
        int claimed = count == null ? 0 : count;
        claimSize.claimed(claimed);
        turn++;
        return claimed;
    }

    private int transmit(int max) {
        int claimed = 0;
        List<Runnable> whenConfirmed = new ArrayList<>();
        Map<Role, List<byte[]>> envelopes = new EnumMap<>(Role.class);
        for (int i = 0; i < sources.size() && claimed < max; i++) {
            // each turn begins with another source, so that a busy one does not starve the others
            Source source = sources.get((i + turn) % sources.size());
            List<Parcel> parcels = source.claim(max - claimed);
            claimed += parcels.size();
            if (!parcels.isEmpty()) {
                List<Parcel> sealed = seal(source, parcels, envelopes);
                whenConfirmed.add(() -> source.sent(sealed));
            }
        }
        envelopes.forEach((recipient, bodies) ->
                publisher.publish(Topology.exchangeTo(recipient), Topology.routingKeyTo(recipient), bodies));
        whenConfirmed.forEach(Runnable::run);
        return claimed;
    }

    private List<Parcel> seal(Source source, List<Parcel> parcels, Map<Role, List<byte[]>> envelopes) {
        List<Parcel> sealed = new ArrayList<>(parcels);
        Map<Role, List<Parcel>> byRecipient = new EnumMap<>(Role.class);
        for (Parcel parcel : parcels) {
            byRecipient
                    .computeIfAbsent(parcel.outgoing().type().recipient(), r -> new ArrayList<>())
                    .add(parcel);
        }
        byRecipient.forEach((recipient, theirs) -> {
            List<byte[]> bodies = sealing.seal(recipient, theirs, (parcel, reason) -> {
                source.park(parcel, reason);
                sealed.remove(parcel);
            });
            if (!bodies.isEmpty()) {
                envelopes.computeIfAbsent(recipient, r -> new ArrayList<>()).addAll(bodies);
            }
        });
        return sealed;
    }
}
