package org.httpca.approval.request;

import java.time.Instant;
import org.httpca.approval.terminal.Times;

/** An administrator looks at a request; others keep off until it expires. */
public record Claim(String administrator, Instant expiresAt) {

    /** {@code bob until 2026-11-21 12:05:00Z}. */
    public String words() {
        return administrator + " until " + Times.at(expiresAt);
    }
}
