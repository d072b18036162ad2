package org.httpca.signer.request;

import java.time.Duration;
import java.time.Instant;

/** Keeps others away from a row while no transaction is open; runs out when its holder dies. */
public record Lease(String holder, Instant until) {
    /** How long a signature may take. */
    public static final Duration TIME = Duration.ofSeconds(30);

    /** The instance's name says who, and the rest tells a restarted process from the one before. */
    public static String holder(String instance, String process) {
        return instance + "/" + process;
    }

    public static Lease of(String holder, Instant now) {
        return new Lease(holder, now.plus(TIME));
    }
}
