package org.httpca.web.ocsp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers that were signed a moment ago, by the requests that they answer, octet for octet. What changes in the database is looked for
 * again and again, whoever changed it, and forgotten here. Changes are looked at for a while longer than since the last look: they
 * commit in another order than they happen, and an answer may have been on its way meanwhile.
 */
final class KeptAnswers {
    static final Duration LOOK_EVERY = Duration.ofMillis(300);
    /** For how long an answer is given again at most. */
    static final Duration KEPT = Duration.ofMinutes(5);

    private static final int MOST = 20_000;
    private static final int LONGEST_REQUEST = 256;
    private static final Duration OVERLAP = Duration.ofSeconds(90);

    /** Of so many changes nobody looks which answers they are about. */
    private static final int MOST_CHANGES = 10_000;

    private final Statuses statuses;
    private final Clock clock;
    private final Cache<String, Answer> answers =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private @Nullable Instant lookedAt;

    KeptAnswers(Statuses statuses, Clock clock) {
        this.statuses = statuses;
        this.clock = clock;
    }

    /** Strings are comparable: a map of them stays fast whoever chooses what is in it. */
    private static String key(String issuer, byte[] request) {
        return issuer + ' ' + new String(request, StandardCharsets.ISO_8859_1);
    }

    /**
     * What is to be said again.
     *
     * @param responder who answers for the issuer now: what was signed under another certificate of it is not said again
     */
    Optional<Answer> find(Responder responder, byte[] request) {
        if (request.length > LONGEST_REQUEST) {
            return Optional.empty();
        }
        Answer answer = answers.getIfPresent(key(responder.issuer(), request));
        return answer == null
                        || answer.kept() == null
                        || !answer.kept().issuerSha256().equals(responder.issuerSha256())
                        || !clock.instant().isBefore(answer.kept().again())
                ? Optional.empty()
                : Optional.of(answer);
    }

    void keep(String issuer, byte[] request, Answer answer) {
        if (request.length <= LONGEST_REQUEST && answer.kept() != null) {
            answers.put(key(issuer, request), answer);
        }
    }

    /** One look at what has changed; by one thread. */
    void look() {
        Instant now = statuses.now();
        Instant last = lookedAt;
        boolean wentBack = last != null && now.isBefore(last); // another server, or a copy
        List<Statuses.Changed> changes =
                statuses.changedSince((last == null ? now : last).minus(OVERLAP), MOST_CHANGES);
        if (wentBack || changes.size() == MOST_CHANGES) {
            answers.invalidateAll();
        } else if (!changes.isEmpty()) {
            Map<String, Long> changed = new HashMap<>();
            changes.forEach(change -> changed.put(change.issuer() + ' ' + change.serial(), change.revision()));
            answers.asMap().values().removeIf(answer -> isOutdated(answer.kept(), changed));
        }
        lookedAt = now;
    }

    private static boolean isOutdated(Answer.@Nullable Kept kept, Map<String, Long> changed) {
        if (kept == null) {
            return true;
        }
        Long revision = changed.get(kept.issuer() + ' ' + kept.serial());
        return revision != null && revision != kept.revision();
    }
}
