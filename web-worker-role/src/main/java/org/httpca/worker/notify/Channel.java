package org.httpca.worker.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A way out. */
interface Channel {
    /** By which messages are kept for it. */
    String name();

    /** How long a try may take at most, what is slow included; the message's lease is longer. */
    Duration longest();

    /** Tries once; returns what came of it, and throws for nothing that the other side does. */
    Outcome send(Letter letter) throws InterruptedException;

    /**
     * What is to be told.
     *
     * @param id the same at each try
     * @param notices at least one
     * @param at of this try
     */
    record Letter(UUID id, String recipient, List<Notice> notices, Instant at) {}
}
