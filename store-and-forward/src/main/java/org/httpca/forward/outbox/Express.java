package org.httpca.forward.outbox;

import java.time.Duration;
import java.util.List;
import org.httpca.envelope.EnvelopeSealer;
import org.httpca.envelope.Outgoing;
import org.httpca.forward.broker.Publisher;
import org.httpca.forward.broker.Topology;
import org.httpca.message.Role;

/**
 * Sends past the outbox, once: for a word that is worth nothing later, when the outbox's database cannot be reached. Whatever has
 * an effect goes through the outbox.
 */
public final class Express {
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final EnvelopeSealer sealer;
    private final Publisher publisher;

    /** @param publisher of its own, so that it does not wait behind a batch of others */
    public Express(EnvelopeSealer sealer, Publisher publisher) {
        this.sealer = sealer;
        this.publisher = publisher;
    }

    /** @throws org.httpca.forward.broker.UnconfirmedException if the broker cannot be reached either */
    public void send(Outgoing message) {
        Role recipient = message.type().recipient();
        publisher.publish(
                Topology.exchangeTo(recipient),
                Topology.routingKeyTo(recipient),
                List.of(sealer.seal(recipient, List.of(message), LIFETIME)));
    }
}
