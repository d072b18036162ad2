package org.httpca.signer.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.httpca.audit.AuditHead;
import org.httpca.envelope.Identity;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Work;
import org.httpca.forward.outbox.Outbox;
import org.httpca.log.Frontier;
import org.httpca.log.LogEntry;
import org.httpca.log.TreeHead;
import org.httpca.message.LogExtended;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.comparison.Comparisons;
import org.httpca.signer.log.LogStore.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives what happened to certificates its place in the log, signs the tree's head, and tells the web side. One signer at a time; the
 * others find the row locked.
 *
 * <p>A head that was signed must never be contradicted. So the log grows only while the web side has said, a moment ago, that it has no more of
 * it than there is here: a database that was restored from an older copy learns first what it had published since.
 */
public final class LogStage implements Work {
    /** Wakes this stage. */
    public static final String CHANNEL = "log";

    /** How long an answer of the web side counts. */
    static final Duration FRESH = Duration.ofMinutes(1);

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration ALARM_AFTER = Duration.ofMinutes(5);

    /** Entries that the web side may lag behind; more would only fill the outbox. */
    private static final long MOST_AHEAD = 10_000;

    private static final int MESSAGES_AT_ONCE = 20;

    private final TransactionTemplate transactions;
    private final LogStore store;
    private final Happenings happenings;
    private final Comparisons comparisons;
    private final Supplier<Identity> identity;
    private final Outbox outbox;
    private final Clock clock;
    private final UuidSource ids;

    public LogStage(
            TransactionTemplate transactions,
            JdbcTemplate jdbc,
            AuditLog audit,
            Comparisons comparisons,
            Supplier<Identity> identity,
            Outbox outbox,
            Clock clock,
            UuidSource ids) {
        this.transactions = transactions;
        this.store = new LogStore(jdbc);
        this.happenings = new Happenings(jdbc, audit);
        this.comparisons = comparisons;
        this.identity = identity;
        this.outbox = outbox;
        this.clock = clock;
        this.ids = ids;
    }

    /** @return entries that were appended by a full turn; 0 if there are none to follow */
    @Override
    public int run() {
        Integer appended =
                transactions.execute(status -> store.tryLock().map(this::turn).orElse(0));
        return appended == null ? 0 : appended;
    }

    private int turn(State state) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (comparisons.pauses()) {
            return 0;
        }
        if (state.seen() > state.size()) {
            ask(state, now);
            return 0;
        }
        if (state.seen() < state.size() && isToBeSaidAgain(state, now)) {
            sayAgain(state, now);
            return 0;
        }
        Happenings.Next next = happenings.next(LogExtended.MOST);
        if (next.entries().isEmpty()) {
            happenings.keep(next.places());
            return 0;
        }
        if (!isWithin(state.seenAt(), FRESH, now)) {
            ask(state, now);
            return 0;
        }
        if (state.size() - state.seen() > MOST_AHEAD) {
            return 0;
        }
        append(state, next, now);
        return next.entries().size() < LogExtended.MOST ? 0 : next.entries().size();
    }

    private void append(State state, Happenings.Next next, Instant now) {
        Frontier tree = state.tree();
        List<String> entries = next.entries().stream().map(LogEntry::text).toList();
        LogStore.grow(tree, entries);
        String head = new TreeHead(tree.size(), tree.root(), now).sign(identity.get());
        store.append(state.size(), entries, tree, head);
        happenings.keep(next.places());
        store.said(tree.size());
        outbox.put(Outgoing.of(ids.get(), new LogExtended(now, state.size(), entries, head)));
    }

    /** What it has was lost on the way; or it has taken all that was said again, and there is more. */
    private static boolean isToBeSaidAgain(State state, Instant now) {
        return state.said() <= state.seen() || !isWithin(state.movedAt(), PATIENCE, now);
    }

    private void sayAgain(State state, Instant now) {
        List<LogExtended> messages = store.messages(state.seen(), MESSAGES_AT_ONCE, now);
        if (messages.isEmpty()) {
            return;
        }
        LogExtended last = messages.get(messages.size() - 1);
        store.saidAgain(last.from() + last.entries().size(), now);
        outbox.put(messages.stream()
                .map(message -> Outgoing.of(ids.get(), message))
                .toList());
    }

    private void ask(State state, Instant now) {
        if (isWithin(state.askedAt(), PATIENCE, now)) {
            return;
        }
        store.asked(now);
        String head = store.head(state.size())
                .orElseGet(() -> new TreeHead(state.size(), state.tree().root(), now).sign(identity.get()));
        outbox.putLatest("log-question", Outgoing.of(ids.get(), new LogExtended(now, state.size(), List.of(), head)));
    }

    /** A time ahead of the clock is none. */
    private static boolean isWithin(@Nullable Instant time, Duration past, Instant now) {
        return time != null && !time.isAfter(now) && now.isBefore(time.plus(past));
    }

    /** The log as it is, as one more chain in a checkpoint of the audit log. */
    public AuditHead head() {
        State state = store.look();
        return new AuditHead(TreeHead.CHAIN, state.size(), state.tree().root());
    }

    /** What an operator should know, a sentence each. */
    public List<String> alarms() {
        State state = store.look();
        Instant now = clock.instant();
        List<String> alarms = new ArrayList<>();
        if (state.seen() < state.size() && !isWithin(state.seenAt(), ALARM_AFTER, now)) {
            alarms.add("The web side has not taken " + (state.size() - state.seen())
                    + " entries of the log of certificates"
                    + (state.seenAt() == null
                            ? "."
                            : ", and has not answered since " + state.seenAt().truncatedTo(ChronoUnit.SECONDS) + "."));
        } else if (state.seen() > state.size() && !isWithin(state.movedAt(), ALARM_AFTER, now)) {
            alarms.add("The web side has " + (state.seen() - state.size())
                    + " entries more of the log of certificates than this signer's database, which cannot take them: it does not grow."
                    + " See docs/operations/log-of-certificates.md.");
        }
        return alarms;
    }
}
