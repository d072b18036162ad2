package org.httpca.web.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is read again once it is older than a given age, or after it was forgotten. */
public final class Recent<T> {
    private final Supplier<T> source;
    private final Duration age;
    private final Clock clock;
    private volatile @Nullable Read<T> last;

    public Recent(Supplier<T> source, Duration age, Clock clock) {
        this.source = source;
        this.age = age;
        this.clock = clock;
    }

    public T get() {
        Instant now = clock.instant();
        Read<T> known = last;
        if (known == null || !now.isBefore(known.until)) {
            known = new Read<>(source.get(), now.plus(age));
            last = known;
        }
        return known.value;
    }

    public void forget() {
        last = null;
    }

    private record Read<T>(T value, Instant until) {}
}
