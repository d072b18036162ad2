package org.httpca.forward.broker;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Since when one of the two ways to the broker does not work, as was found when it was last needed. */
final class Reach {
    private final Clock clock;
    private volatile @Nullable Instant awaySince;

    Reach(Clock clock) {
        this.clock = clock;
    }

    void works() {
        awaySince = null;
    }

    synchronized void fails() {
        if (awaySince == null) {
            awaySince = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        }
    }

    Optional<Instant> awaySince() {
        return Optional.ofNullable(awaySince);
    }
}
