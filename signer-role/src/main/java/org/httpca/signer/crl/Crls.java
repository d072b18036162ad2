package org.httpca.signer.crl;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Work;
import org.httpca.forward.outbox.Outbox;
import org.httpca.message.CrlPublished;
import org.httpca.pki.LongOctets;
import org.httpca.pki.crl.SignedCrl;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.crl.CrlMaking.Content;
import org.httpca.signer.crl.CrlStore.Next;
import org.httpca.signer.crl.CrlStore.State;
import org.httpca.signer.issuer.CrlShards;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.revocation.Revocations;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes each issuer's CRLs (RFC 5280, section 5): the first at once, the next after a day or when something has changed, each
 * good for a week, so that a signer may stand still for six days before anybody notices; deltas after six hours, good for a day. A long
 * list is made less often than a short one: making it has a twentieth of a signer's time at most. The present one is published again from
 * time to time, for a web side that lost it.
 */
public final class Crls implements Work {
    static final Duration LIFE = Duration.ofDays(7);
    static final Duration RENEWED_AFTER = Duration.ofDays(1);
    static final Duration DELTA_LIFE = Duration.ofDays(1);
    static final Duration DELTA_RENEWED_AFTER = Duration.ofHours(6);
    static final Duration PUBLISHED_EVERY = Duration.ofMinutes(10);
    private static final Duration FOR_EACH_MESSAGE = Duration.ofSeconds(10);

    /** A certificate is listed for that much longer than it lasts: on one CRL at least after its end (section 3.3). */
    static final Duration LISTED_AFTER_ITS_END = RENEWED_AFTER.multipliedBy(2);

    private static final Duration SKEW = Duration.ofMinutes(5);
    /** A list of no more is made whenever it has news. */
    private static final int SHORT = 1_000;

    private static final int SHARE_OF_TIME = 20;

    private final Kind kind;
    private final CrlShards shards;
    private final TransactionTemplate transactions;
    private final TransactionTemplate apart;
    private final Issuers issuers;
    private final CrlStore store;
    private final CrlMaking making;
    private final Outbox outbox;
    private final Clock clock;
    private final UuidSource ids;
    private final Map<CrlList, Pause> published = new HashMap<>();
    private final Map<CrlList, Pause> pauses = new HashMap<>();

    /** Each has a thread of its own: shards and deltas are made while a long CRL is. */
    public enum Kind {
        COMPLETE("crl"),
        SHARDS_AND_DELTAS("crl-shards");

        private final String stage;

        Kind(String stage) {
            this.stage = stage;
        }
    }

    /** @param shards that there are to be at least */
    public Crls(
            Kind kind,
            CrlShards shards,
            TransactionTemplate transactions,
            Issuers issuers,
            CrlStore store,
            Revocations revocations,
            Outbox outbox,
            AuditLog audit,
            Clock clock,
            UuidSource ids) {
        this.kind = kind;
        this.shards = shards;
        this.transactions = transactions;
        this.apart = new TransactionTemplate(
                Objects.requireNonNull(transactions.getTransactionManager()),
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
        this.issuers = issuers;
        this.store = store;
        this.making = new CrlMaking(revocations, store, audit, kind.stage);
        this.outbox = outbox;
        this.clock = clock;
        this.ids = ids;
    }

    /** Whatever is further ahead than its period, a clock said that was wrong since. */
    private record Pause(Instant since, Duration length) {
        boolean isOver(Instant now) {
            return now.isBefore(since) || !now.isBefore(since.plus(length));
        }
    }

    /**
     * Publishes what is due. One that cannot be made does not keep the others back.
     *
     * @return 0 always: being due again is a matter of time, not of another turn at once
     */
    @Override
    public int run() {
        RuntimeException failed = null;
        for (Issuer issuer : issuers.all()) {
            for (Map.Entry<CrlList, Boolean> list : lists(issuer).entrySet()) {
                try {
                    run(issuer, list.getKey(), list.getValue());
                } catch (RuntimeException e) {
                    if (failed == null) {
                        failed = e;
                    } else {
                        failed.addSuppressed(e);
                    }
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
        return 0;
    }

    /** And whether they have news. */
    private Map<CrlList, Boolean> lists(Issuer issuer) {
        CrlList complete = CrlList.complete(issuer.name());
        if (kind == Kind.COMPLETE) {
            if (!published.containsKey(complete)) {
                store.add(complete, null);
            }
            return Map.of(complete, store.hasNews(complete));
        }
        CrlList delta = CrlList.delta(issuer.name());
        if (!published.containsKey(delta)) {
            store.add(delta, null);
            shards.names().forEach(name -> store.add(new CrlList(issuer.name(), name), issuer.crlUrl(name)));
        }
        Map<CrlList, Boolean> lists = store.news(issuer.name());
        lists.remove(complete);
        return lists;
    }

    private void run(Issuer issuer, CrlList list, boolean news) {
        Instant now = clock.instant();
        boolean rested = isOver(pauses, list, now);
        if (!isOver(published, list, now) && !(rested && news)) {
            return;
        }
        if (!list.isComplete() && !list.isDelta()) {
            store.add(list, issuer.crlUrl(list.shard())); // the address may be another one than it was
        }
        Done done = Objects.requireNonNull(transactions.execute(status -> publish(issuer, list, rested, now)));
        published.put(list, new Pause(now, done.untilPublishedAgain()));
        if (done.pause() != null) {
            pauses.put(list, done.pause());
        }
    }

    /** @param pause until when the next has to wait, if one was made */
    private record Done(
            Duration untilPublishedAgain, @Nullable Pause pause) {}

    private static boolean isOver(Map<CrlList, Pause> pauses, CrlList list, Instant now) {
        Pause pause = pauses.get(list);
        return pause == null || pause.isOver(now);
    }

    private Done publish(Issuer issuer, CrlList list, boolean rested, Instant now) {
        State state = store.lock(list).orElse(null);
        if (state == null) {
            return new Done(PUBLISHED_EVERY, null); // another signer is at it
        }
        if (list.isDelta() && state.bases() == null) {
            return new Done(Duration.ZERO, null); // the complete one comes first
        }
        LongOctets last = store.last(list);
        Instant lastMade = thisUpdate(last, issuer);
        boolean news = state.changes() != state.listedChanges() && rested;
        if (lastMade != null && !news && !isDue(lastMade, list, now)) {
            put(list, state.number(), last);
            return new Done(untilPublishedAgain(last), null);
        }
        last = LongOctets.of(); // it may be long, and so will be the next
        long begin = System.nanoTime();
        Next next = Objects.requireNonNull(apart.execute(status -> store.next(list, clock.millis())));
        Content content = making.content(issuer, list, state, listedAfter(lastMade, now), now);
        Instant made = clock.instant(); // after the entries, of which none is younger then
        LongOctets crl = making.sign(issuer, list, next.number(), made, content);
        // before rows are locked: it may wait for a transmitter, and revocations for the rows
        put(list, next.number(), crl);
        making.store(list, next, crl, made, content, lastMade == null ? null : state.bases());
        Duration spent = Duration.ofNanos(System.nanoTime() - begin);
        Duration wait = content.entries().count() <= SHORT ? Duration.ZERO : spent.multipliedBy(SHARE_OF_TIME);
        return new Done(untilPublishedAgain(crl), new Pause(made, wait));
    }

    /** What many messages bring is said again less often. */
    private static Duration untilPublishedAgain(LongOctets crl) {
        Duration wait = FOR_EACH_MESSAGE.multipliedBy(crl.length() / CrlPublished.MOST_OCTETS);
        return wait.compareTo(PUBLISHED_EVERY) < 0 ? PUBLISHED_EVERY : wait;
    }

    /** Certificates that ended before are not listed any more, but each was on a CRL that was made after its end. */
    private static Instant listedAfter(@Nullable Instant last, Instant now) {
        Instant twoDaysAgo = now.minus(LISTED_AFTER_ITS_END);
        return last == null || last.isAfter(twoDaysAgo) ? twoDaysAgo : last;
    }

    /** Also one that is not valid yet: it was made while the clock was ahead. */
    private static boolean isDue(Instant thisUpdate, CrlList list, Instant now) {
        return !now.isBefore(thisUpdate.plus(list.renewedAfter())) || thisUpdate.isAfter(now.plus(SKEW));
    }

    private void put(CrlList list, long number, LongOctets crl) {
        for (CrlPublished event : CrlPublished.inParts(list.issuer(), list.shard(), number, crl)) {
            outbox.putLatest(event.key(), Outgoing.of(ids.get(), event));
        }
    }

    /** Of the stored CRL if this issuer signed it; whatever else stands there is as good as none. */
    private static @Nullable Instant thisUpdate(LongOctets der, Issuer issuer) {
        try {
            SignedCrl crl = SignedCrl.of(der);
            return crl.isOf(issuer.certificate()) ? crl.thisUpdate() : null;
        } catch (IOException e) {
            return null;
        }
    }
}
