package org.httpca.forward.broker;

import java.util.List;

/** Publishes durable messages and waits until the broker has taken charge of them. */
@FunctionalInterface
public interface Publisher {
    /**
     * Publishes all bodies, mandatory and persistent, and waits once for all confirms.
     *
     * @throws UnconfirmedException if any of them was not confirmed as routed to a queue within ten seconds; some of them may
     *     have been
     */
    void publish(String exchange, String routingKey, List<byte[]> bodies) throws UnconfirmedException;
}
