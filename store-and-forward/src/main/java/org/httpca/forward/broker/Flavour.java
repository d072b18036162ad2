package org.httpca.forward.broker;

import java.util.Map;

/** The kinds of broker that a topology can be declared on, and how each is told to keep queues safe. */
public enum Flavour {
    /** Quorum queues; a message that brings its consumer down a hundred times is dead. */
    RABBITMQ {
        @Override
        Map<String, Object> liveQueue() {
            return Map.of(
                    "x-queue-type", "quorum",
                    "x-dead-letter-exchange", Topology.DEAD,
                    // at-least-once wants rejected publishes instead of dropped messages
                    "x-dead-letter-strategy", "at-least-once",
                    "x-overflow", "reject-publish",
                    "x-delivery-limit", DELIVERIES);
        }

        @Override
        Map<String, Object> deadQueue() {
            return Map.of("x-queue-type", "quorum");
        }
    },
    /** The embedded one does not know the x- arguments, and ignores them. */
    EMBEDDED {
        @Override
        Map<String, Object> liveQueue() {
            return Map.of("alternateExchange", Topology.DEAD, "x-qpid-maximum-delivery-count", DELIVERIES);
        }

        @Override
        Map<String, Object> deadQueue() {
            return Map.of();
        }
    };

    private static final int DELIVERIES = 100;

    abstract Map<String, Object> liveQueue();

    abstract Map<String, Object> deadQueue();
}
