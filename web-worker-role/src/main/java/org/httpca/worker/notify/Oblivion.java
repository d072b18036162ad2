package org.httpca.worker.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.httpca.forward.loop.Work;

/** Forgets notices of certificates that ended a month ago, and messages that were done with three months ago. */
final class Oblivion implements Work {
    static final Duration NOTICES = Duration.ofDays(30);
    static final Duration MESSAGES = Duration.ofDays(90);

    private static final int MOST = 1_000;

    private final Notices notices;
    private final Messages messages;
    private final Clock clock;

    Oblivion(Notices notices, Messages messages, Clock clock) {
        this.notices = notices;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public int run() {
        Instant now = clock.instant();
        return notices.forget(now.minus(NOTICES), MOST) + messages.forget(now.minus(MESSAGES), MOST);
    }
}
