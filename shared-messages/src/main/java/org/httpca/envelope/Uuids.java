package org.httpca.envelope;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** UUIDs of RFC 9562. */
public final class Uuids {

    private Uuids() {}

    /** Version 7: milliseconds first, so that an index on it grows at its end; 74 random bits. For ids that need not be secret. */
    public static UUID v7(Clock clock, SecureRandom random) {
        long millis = clock.millis();
        long most = millis << 16 | 0x7000L | (random.nextInt() & 0x0fffL);
        long least = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(most, least);
    }

    public static UuidSource v7Source(Clock clock, SecureRandom random) {
        return () -> v7(clock, random);
    }
}
