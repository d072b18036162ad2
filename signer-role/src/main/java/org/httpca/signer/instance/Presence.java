package org.httpca.signer.instance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.httpca.forward.loop.Work;
import org.httpca.signer.profile.Profiles;
import org.jspecify.annotations.Nullable;

/** Keeps this signer's own row fresh, and looks who else is there. */
public final class Presence implements Work {
    static final Duration EVERY = Duration.ofSeconds(15);

    private final Instances instances;
    private final Agreement agreement;
    private final Supplier<Profiles> own;
    private final Clock clock;
    private @Nullable Instant last;

    public Presence(Instances instances, Agreement agreement, Supplier<Profiles> own, Clock clock) {
        this.instances = instances;
        this.agreement = agreement;
        this.own = own;
        this.clock = clock;
    }

    /** Before the first request is looked at: whatever this instance had before its restart, it has these profiles now. */
    public void begin() {
        instances.loaded(own.get());
        agreement.look();
    }

    @Override
    public int run() {
        Instant now = clock.instant();
        Instant before = last;
        if (before == null || !now.isBefore(before.plus(EVERY))) {
            if (!instances.alive()) {
                instances.loaded(own.get());
            }
            last = now;
        }
        agreement.look();
        return 0;
    }
}
