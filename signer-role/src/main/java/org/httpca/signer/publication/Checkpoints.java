package org.httpca.signer.publication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.httpca.audit.AuditCheckpoint;
import org.httpca.audit.AuditHead;
import org.httpca.envelope.Identity;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Work;
import org.httpca.forward.outbox.Outbox;
import org.httpca.message.AuditCheckpointPublished;
import org.httpca.signer.audit.AuditLog;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs the heads of this instance's audit chains, and with them that of the log of certificates, stores that, and sends it to the web side:
 * once a minute when something was audited. What others have seen cannot be rewritten here.
 */
public final class Checkpoints implements Work {
    static final Duration EVERY = Duration.ofMinutes(1);

    private final TransactionTemplate transactions;
    private final JdbcTemplate jdbc;
    private final AuditLog audit;
    private final Supplier<AuditHead> log;
    private final Supplier<Identity> identity;
    private final PublicationNumbers numbers;
    private final Outbox outbox;
    private final Clock clock;
    private final UuidSource ids;
    private List<AuditHead> signed = List.of();
    private @Nullable Instant last;

    public Checkpoints(
            TransactionTemplate transactions,
            JdbcTemplate jdbc,
            AuditLog audit,
            Supplier<AuditHead> log,
            Supplier<Identity> identity,
            PublicationNumbers numbers,
            Outbox outbox,
            Clock clock,
            UuidSource ids) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.audit = audit;
        this.log = log;
        this.identity = identity;
        this.numbers = numbers;
        this.outbox = outbox;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public int run() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant before = last;
        if (before == null || !now.isBefore(before.plus(EVERY))) {
            List<AuditHead> heads = audit.heads();
            if (!heads.isEmpty() && !heads.equals(signed)) {
                transactions.executeWithoutResult(status -> publish(withLog(heads), now));
                signed = heads;
            }
            last = now;
        }
        return 0;
    }

    private List<AuditHead> withLog(List<AuditHead> heads) {
        List<AuditHead> all = new ArrayList<>(heads);
        all.add(log.get());
        return all;
    }

    private void publish(List<AuditHead> heads, Instant now) {
        Identity by = identity.get();
        String instance = by.instance();
        long number = numbers.next("audit-checkpoint/" + instance);
        String jws = new AuditCheckpoint(instance, number, now, heads).sign(by);
        jdbc.update("INSERT INTO audit_checkpoint (instance, number, jws) VALUES (?, ?, ?)", instance, number, jws);
        // put, not putLatest: each one is evidence of its own
        outbox.put(Outgoing.of(ids.get(), new AuditCheckpointPublished(instance, number, jws)));
    }
}
