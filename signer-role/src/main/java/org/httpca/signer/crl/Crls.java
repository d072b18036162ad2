package org.httpca.signer.crl;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Work;
import org.httpca.forward.outbox.Outbox;
import org.httpca.lint.CrlPermit;
import org.httpca.lint.LintOutcome;
import org.httpca.lint.Linter;
import org.httpca.message.CrlPublished;
import org.httpca.pki.LongOctets;
import org.httpca.pki.RevocationReason;
import org.httpca.pki.crl.SignedCrl;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.issuer.CrlEntries;
import org.httpca.signer.issuer.CrlTemplate;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.revocation.Revocation;
import org.httpca.signer.revocation.Revocations;
import org.httpca.signer.revocation.Revocations.Row;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes each issuer's full CRL (RFC 5280, section 5): the first at once, the next after a day or when something has changed, each
 * good for a week, so that a signer may stand still for six days before anybody notices. A long list is made less often than a short
 * one: making it has a twentieth of a signer's time at most. The present one is published again from time to time, for a web side that
 * lost it.
 */
public final class Crls implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(Crls.class);
    static final Duration LIFE = Duration.ofDays(7);
    static final Duration RENEWED_AFTER = Duration.ofDays(1);
    static final Duration PUBLISHED_EVERY = Duration.ofMinutes(10);
    private static final Duration FOR_EACH_MESSAGE = Duration.ofSeconds(10);

    /** A certificate is listed for that much longer than it lasts: on one CRL at least after its end (section 3.3). */
    static final Duration LISTED_AFTER_ITS_END = RENEWED_AFTER.multipliedBy(2);

    private static final Duration SKEW = Duration.ofMinutes(5);
    /** A list of no more is made whenever it has news. */
    private static final int SHORT = 1_000;

    private static final int SHARE_OF_TIME = 20;
    private static final int MOST_TOLD = 20;
    private static final String STAGE = "crl";

    private final TransactionTemplate transactions;
    private final Issuers issuers;
    private final CrlStore store;
    private final Revocations revocations;
    private final Outbox outbox;
    private final AuditLog audit;
    private final Clock clock;
    private final UuidSource ids;
    private final Linter linter = Linter.standard();
    private final Map<String, Pause> published = new HashMap<>();
    private final Map<String, Pause> pauses = new HashMap<>();

    public Crls(
            TransactionTemplate transactions,
            Issuers issuers,
            CrlStore store,
            Revocations revocations,
            Outbox outbox,
            AuditLog audit,
            Clock clock,
            UuidSource ids) {
        this.transactions = transactions;
        this.issuers = issuers;
        this.store = store;
        this.revocations = revocations;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    /** Whatever is further ahead than its period, a clock said that was wrong since. */
    private record Pause(Instant since, Duration length) {
        boolean isOver(Instant now) {
            return now.isBefore(since) || !now.isBefore(since.plus(length));
        }
    }

    /** Publishes what is due. 0 always: being due again is a matter of time, not of another turn at once. */
    @Override
    public int run() {
        Instant now = clock.instant();
        for (Issuer issuer : issuers.all()) {
            if (isOver(published, issuer, now) || (isOver(pauses, issuer, now) && store.hasNews(issuer.name()))) {
                Done done = Objects.requireNonNull(transactions.execute(status -> publish(issuer, now)));
                published.put(issuer.name(), new Pause(now, done.untilPublishedAgain()));
                if (done.pause() != null) {
                    pauses.put(issuer.name(), done.pause());
                }
            }
        }
        return 0;
    }

    /** @param pause until when the next has to wait, if one was made */
    private record Done(
            Duration untilPublishedAgain, @Nullable Pause pause) {}

    private static boolean isOver(Map<String, Pause> pauses, Issuer issuer, Instant now) {
        Pause pause = pauses.get(issuer.name());
        return pause == null || pause.isOver(now);
    }

    private Done publish(Issuer issuer, Instant now) {
        CrlStore.State state = store.lock(issuer.name()).orElse(null);
        if (state == null) {
            return new Done(PUBLISHED_EVERY, null); // another signer is at it
        }
        LongOctets last = store.last(issuer.name());
        Instant lastMade = thisUpdate(last, issuer);
        boolean news = state.hasNews() && isOver(pauses, issuer, now);
        if (lastMade != null && !news && !isDue(lastMade, now)) {
            put(issuer, state.number(), last);
            return new Done(untilPublishedAgain(last), null);
        }
        last = LongOctets.of(); // it may be long, and so will be the next
        long begin = System.nanoTime();
        CrlEntries revoked = revoked(issuer, listedAfter(lastMade, now), now);
        Instant made = clock.instant(); // after the entries, of which none is younger then
        // survives a database that was restored from yesterday: the time in milliseconds is ahead of its numbers
        long number = Math.max(state.number() + 1, made.toEpochMilli());
        LongOctets crl = sign(issuer, number, made, revoked);
        // before the row is locked: it may wait for a transmitter, and revocations for the row
        put(issuer, number, crl);
        store.store(issuer.name(), number, crl, made.plus(LIFE), state.changes());
        audit.record(
                STAGE,
                "crl-issued",
                null,
                Map.of(
                        "issuer",
                        issuer.name(),
                        "number",
                        number,
                        "entries",
                        revoked.count(),
                        "sha256",
                        crl.sha256().hex()));
        Duration spent = Duration.ofNanos(System.nanoTime() - begin);
        Duration wait = revoked.count() <= SHORT ? Duration.ZERO : spent.multipliedBy(SHARE_OF_TIME);
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
    private static boolean isDue(Instant thisUpdate, Instant now) {
        return !now.isBefore(thisUpdate.plus(RENEWED_AFTER)) || thisUpdate.isAfter(now.plus(SKEW));
    }

    private CrlEntries revoked(Issuer issuer, Instant listedAfter, Instant now) {
        CrlEntries entries = new CrlEntries();
        List<String> altered = new ArrayList<>();
        revocations.listed(issuer.name(), listedAfter, row -> {
            add(entries, row, now);
            if (!row.genuine() && altered.size() < MOST_TOLD) {
                altered.add(row.revocation().serial());
            }
        });
        if (!altered.isEmpty()) {
            LOG.error("What became of certificates {} was altered in the database; the CRL lists them.", altered);
            audit.record(STAGE, "revocation-found-altered", null, Map.of("issuer", issuer.name(), "serials", altered));
        }
        return entries;
    }

    private static void add(CrlEntries entries, Row row, Instant now) {
        Revocation revocation = row.revocation();
        RevocationReason reason = revocation.reason();
        BigInteger serial = new BigInteger(revocation.serial(), 16);
        if (!row.genuine() || reason == null) {
            entries.add(serial, now, RevocationReason.UNSPECIFIED);
        } else {
            entries.add(serial, revocation.at(), reason);
        }
    }

    private LongOctets sign(Issuer issuer, long number, Instant now, CrlEntries revoked) {
        LongOctets tbs = new CrlTemplate(
                        issuer.certificate(), issuer.key().signatureAlgorithm(), number, now, now.plus(LIFE), revoked)
                .toBeSigned();
        LintOutcome<CrlPermit> outcome = linter.crl(tbs, issuer.certificate());
        if (outcome instanceof LintOutcome.Permitted<CrlPermit> permitted) {
            return issuer.key().sign(permitted.permit());
        }
        throw new IllegalStateException("The linter stopped a CRL of " + issuer.name() + ": " + outcome.findings());
    }

    private void put(Issuer issuer, long number, LongOctets crl) {
        for (CrlPublished event : CrlPublished.inParts(issuer.name(), "", number, crl)) {
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
