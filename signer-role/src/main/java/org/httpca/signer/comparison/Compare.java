package org.httpca.signer.comparison;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Work;
import org.httpca.forward.outbox.Outbox;
import org.httpca.message.CertificatesCounted;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.issuer.Validity;
import org.httpca.signer.publication.PublicationNumbers;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says to the web side which certificates this database knows, and asks for the others: every ten minutes about those that are some
 * minutes old, and at once about all when the database was marked as restored. A question without an answer is asked again.
 */
public final class Compare implements Work {
    /** Wakes this stage. */
    public static final String CHANNEL = "compare";

    static final Duration EVERY = Duration.ofMinutes(10);
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What is younger may be on its way yet. notBefore lies back before the signature. */
    static final Duration SETTLED = Validity.BACKDATED.plusMinutes(2);

    /** How far a stretch reaches back into the one before, for what was late. */
    static final Duration OVERLAP = Duration.ofMinutes(10);

    /** About how long a stretch is: both sides read all of it at once, and their databases answer within 20 seconds or not at all. */
    static final Duration STRETCH = Duration.ofMinutes(30);

    private static final String STAGE = "compare";

    private final TransactionTemplate transactions;
    private final Comparisons comparisons;
    private final PublicationNumbers numbers;
    private final Outbox outbox;
    private final AuditLog audit;
    private final Clock clock;
    private final UuidSource ids;

    public Compare(
            TransactionTemplate transactions,
            Comparisons comparisons,
            PublicationNumbers numbers,
            Outbox outbox,
            AuditLog audit,
            Clock clock,
            UuidSource ids) {
        this.transactions = transactions;
        this.comparisons = comparisons;
        this.numbers = numbers;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    /** 0 always: what there is to do next comes by an answer. */
    @Override
    public int run() {
        transactions.executeWithoutResult(status -> turn());
        comparisons.look();
        return 0;
    }

    private void turn() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Comparison state = comparisons.lock();
        boolean ahead = state.comparedUntil().isAfter(now);
        Instant begin = ahead ? beforeTheClockWasAhead(state, now) : state.comparedUntil();
        Instant askedAt = state.askedAt();
        Instant until = state.until();
        if (askedAt != null && until != null) {
            boolean unanswered = state.number() != null;
            if (!unanswered || !now.isBefore(askedAt.plus(PATIENCE)) || askedAt.isAfter(now)) {
                ask(state, begin, until, now);
            }
        } else if (state.restoredAt() != null) {
            audit.record(STAGE, "database-restored", null, Map.of("copyOf", String.valueOf(state.copyOf())));
            ask(state, begin, end(begin, now), now);
        } else {
            Instant settled = now.minus(SETTLED);
            if (ahead || !settled.isBefore(begin.plus(EVERY))) {
                ask(state, begin, end(begin, settled), now);
            }
        }
    }

    /** A clock that was ahead has left a time that has not come yet. */
    private static Instant beforeTheClockWasAhead(Comparison state, Instant now) {
        Instant yesterday = now.minus(Duration.ofDays(1));
        Instant copyOf = state.copyOf();
        return copyOf != null && copyOf.isBefore(yesterday) ? copyOf.minus(SETTLED) : yesterday;
    }

    /**
     * Where a stretch ends that begins there and has all until {@code goal} to compare. What would be left for less than
     * {@link #EVERY} belongs to it: with that little missing, all counts as compared.
     */
    static Instant end(Instant begin, Instant goal) {
        Instant most = begin.plus(STRETCH);
        return most.plus(EVERY).isBefore(goal) ? most : goal;
    }

    private void ask(Comparison state, Instant begin, Instant until, Instant now) {
        Instant from = begin.minus(OVERLAP);
        // Page by page the other side lists what it has: only at the beginning it may say that both have the same.
        Comparisons.Counted here = state.after() == null ? comparisons.count(from, until) : Comparisons.Counted.NOTHING;
        // Said again under its number, lest an answer that took long count for nothing, each time.
        Long standing = state.number();
        long number = standing == null ? numbers.next("comparison") : standing;
        comparisons.ask(number, begin, until, now);
        CertificatesCounted question =
                new CertificatesCounted(number, from, until, here.count(), here.digest(), state.after());
        outbox.putLatest("certificates-counted", Outgoing.of(ids.get(), question));
    }
}
