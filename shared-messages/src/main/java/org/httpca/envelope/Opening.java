package org.httpca.envelope;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.httpca.message.Message;

/** What came of opening an envelope. */
public sealed interface Opening {

    /** Genuine, for us, in time, and theirs to say. */
    record Opened(
            UUID envelopeId,
            Sender sender,
            Instant expiresAt,
            List<Verified<Message>> messages,
            List<Unreadable> unreadable)
            implements Opening {}

    /** Genuine and for us, but too late: it has no effect. */
    record Expired(UUID envelopeId, Sender sender) implements Opening {}

    /** Forged, altered, for someone else, by a revoked identity, not the sender's to say, or unreadable as a whole. */
    record Forged(String reason) implements Opening {}
}
