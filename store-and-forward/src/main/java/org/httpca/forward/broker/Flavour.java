package org.httpca.forward.broker;

import java.util.Map;

/** The kinds of broker that a topology can be declared on, and how each is told to keep queues safe. */
public enum Flavour {
    /** Quorum queues; a message that brings its consumer down a hundred times is dead. */
    RABBITMQ {
        @Override
        public Map<String, Object> liveQueue() {
            return Map.of(
                    "x-queue-type", "quorum",
                    "x-dead-letter-exchange", Topology.DEAD,
                    // at-least-once wants rejected publishes instead of dropped messages
                    "x-dead-letter-strategy", "at-least-once",
                    "x-overflow", "reject-publish",
                    "x-delivery-limit", DELIVERIES);
        }

        @Override
        public Map<String, Object> deadQueue() {
            return Map.of("x-queue-type", "quorum");
        }
    },
    /** The embedded one does not know the x- arguments, and ignores them. */
    EMBEDDED {
        @Override
        public Map<String, Object> liveQueue() {
            return Map.of("alternateExchange", Topology.DEAD, "x-qpid-maximum-delivery-count", DELIVERIES);
        }

        @Override
        public Map<String, Object> deadQueue() {
            return Map.of();
        }
    };

    private static final int DELIVERIES = 100;

    /** The arguments of a queue that a role receives from. */
    public abstract Map<String, Object> liveQueue();

    /** The arguments of a queue for dead letters. */
    public abstract Map<String, Object> deadQueue();
}
