package org.httpca.forward.inbox;

import java.time.Instant;

/**
 * Something received that got no effect and was parked.
 *
 * @param reason fit for a log line
 * @param body as it came from the queue
 */
public record Refusal(String reason, String queue, byte[] body, Instant at) {
    @Override
    public String toString() {
        return "Refusal[" + reason + ", " + queue + ", " + body.length + " bytes, " + at + "]";
    }
}
