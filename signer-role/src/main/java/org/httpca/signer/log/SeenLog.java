package org.httpca.signer.log;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Supplier;
import org.httpca.envelope.MessagingTrust;
import org.httpca.forward.loop.Wakes;
import org.httpca.log.Frontier;
import org.httpca.log.LogEntry;
import org.httpca.log.TreeHead;
import org.httpca.message.LogSeen;
import org.httpca.problem.Result;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.log.LogStore.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Takes in what the web side says that it has of the log. What this database has lost of it comes back so: a signer signed it once, and nobody
 * else can have.
 */
public final class SeenLog {
    private static final Logger LOG = LoggerFactory.getLogger(SeenLog.class);

    private final LogStore store;
    private final Supplier<MessagingTrust> trust;
    private final String installation;
    private final AuditLog audit;
    private final Wakes wakes;
    private final Clock clock;

    public SeenLog(
            JdbcTemplate jdbc,
            Supplier<MessagingTrust> trust,
            String installation,
            AuditLog audit,
            Wakes wakes,
            Clock clock) {
        this.store = new LogStore(jdbc);
        this.trust = trust;
        this.installation = installation;
        this.audit = audit;
        this.wakes = wakes;
        this.clock = clock;
    }

    /** In the caller's transaction. */
    public void accept(LogSeen seen, String stage) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        State state = store.lock();
        if (seen.size() < 0) {
            return;
        }
        if (seen.size() > state.size() && seen.from() == state.size()) {
            goOn(state, seen, stage, now);
        } else if (seen.size() <= state.size()) {
            boolean moved = seen.size() > state.seen() || seen.size() == state.size();
            store.seen(seen.size(), seen.at(), moved, now);
        } // else it answers what was asked before the log went on from another answer
        if (state.askedAt() != null || seen.size() != state.size()) {
            wakes.afterCommit(LogStage.CHANNEL);
        }
    }

    private void goOn(State state, LogSeen seen, String stage, Instant now) {
        String head = seen.head();
        Frontier tree = state.tree();
        LogStore.grow(tree, seen.entries());
        if (head == null
                || !isItsHead(head, tree)
                || !seen.entries().stream().allMatch(entry -> LogEntry.of(entry).isPresent())) {
            LOG.error(
                    "The web side has {} entries of the log of certificates, and here are {}; but what it says of them is not what a signer"
                            + " signed.",
                    seen.size(),
                    state.size());
            store.ahead(seen.size(), now);
            return;
        }
        store.append(state.size(), seen.entries(), tree, head);
        store.said(tree.size());
        store.seen(seen.size(), seen.at(), true, now);
        audit.record(
                stage,
                "log-continued",
                null,
                Map.of("from", String.valueOf(state.size()), "size", String.valueOf(tree.size())));
        LOG.warn(
                "This database had lost the entries {} to {} of the log of certificates; the web side has told them.",
                state.size(),
                tree.size() - 1);
    }

    private boolean isItsHead(String head, Frontier tree) {
        return TreeHead.verify(head, trust.get(), installation) instanceof Result.Passed<TreeHead> passed
                && passed.value().size() == tree.size()
                && passed.value().root().equals(tree.root());
    }
}
