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
import java.util.Optional;
import org.bouncycastle.cert.X509CRLHolder;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Work;
import org.httpca.forward.outbox.Outbox;
import org.httpca.lint.CrlPermit;
import org.httpca.lint.LintOutcome;
import org.httpca.lint.Linter;
import org.httpca.message.CrlPublished;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.issuer.CrlTemplate;
import org.httpca.signer.issuer.CrlTemplate.Revoked;
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
    private final IssuerStates states;
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
            IssuerStates states,
            Revocations revocations,
            Outbox outbox,
            AuditLog audit,
            Clock clock,
            UuidSource ids) {
        this.transactions = transactions;
        this.issuers = issuers;
        this.states = states;
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
            if (isOver(published, issuer, now) || (isOver(pauses, issuer, now) && states.hasNews(issuer.name()))) {
                Optional<Pause> pause = Objects.requireNonNull(transactions.execute(status -> publish(issuer, now)));
                published.put(issuer.name(), new Pause(now, PUBLISHED_EVERY));
                pause.ifPresent(next -> pauses.put(issuer.name(), next));
            }
        }
        return 0;
    }

    private static boolean isOver(Map<String, Pause> pauses, Issuer issuer, Instant now) {
        Pause pause = pauses.get(issuer.name());
        return pause == null || pause.isOver(now);
    }

    /** Until when the next has to wait, if one was made. */
    private Optional<Pause> publish(Issuer issuer, Instant now) {
        IssuerStates.State state = states.lock(issuer.name()).orElse(null);
        if (state == null) {
            return Optional.empty(); // another signer is at it
        }
        X509CRLHolder current = read(state.crl(), issuer);
        boolean news = state.hasNews() && isOver(pauses, issuer, now);
        if (current == null || news || isDue(current.getThisUpdate().toInstant(), now)) {
            long begin = System.nanoTime();
            List<Revoked> revoked = revoked(issuer, listedAfter(current, now), now);
            Instant made = clock.instant(); // after the entries, of which none is younger then
            // survives a database that was restored from yesterday: the time in milliseconds is ahead of its numbers
            long number = Math.max(state.crlNumber() + 1, made.toEpochMilli());
            byte[] crl = sign(issuer, number, made, revoked);
            Duration spent = Duration.ofNanos(System.nanoTime() - begin);
            put(
                    issuer, number,
                    crl); // before the row is locked: it may wait for a transmitter, and revocations for the row
            states.store(issuer.name(), number, crl, made.plus(LIFE), state.changes());
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
                            revoked.size(),
                            "sha256",
                            Octets.of(crl).sha256().hex()));
            return Optional.of(
                    new Pause(made, revoked.size() <= SHORT ? Duration.ZERO : spent.multipliedBy(SHARE_OF_TIME)));
        } else if (state.crl() != null) {
            put(issuer, state.crlNumber(), state.crl());
        }
        return Optional.empty();
    }

    /** Certificates that ended before are not listed any more, but each was on a CRL that was made after its end. */
    private static Instant listedAfter(@Nullable X509CRLHolder last, Instant now) {
        Instant twoDaysAgo = now.minus(LISTED_AFTER_ITS_END);
        return last == null || last.getThisUpdate().toInstant().isAfter(twoDaysAgo)
                ? twoDaysAgo
                : last.getThisUpdate().toInstant();
    }

    /** Also one that is not valid yet: it was made while the clock was ahead. */
    private static boolean isDue(Instant thisUpdate, Instant now) {
        return !now.isBefore(thisUpdate.plus(RENEWED_AFTER)) || thisUpdate.isAfter(now.plus(SKEW));
    }

    private List<Revoked> revoked(Issuer issuer, Instant listedAfter, Instant now) {
        List<Revoked> entries = new ArrayList<>();
        List<String> altered = new ArrayList<>();
        revocations.listed(issuer.name(), listedAfter, row -> {
            entries.add(entry(row, now));
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

    private static Revoked entry(Row row, Instant now) {
        Revocation revocation = row.revocation();
        RevocationReason reason = revocation.reason();
        BigInteger serial = new BigInteger(revocation.serial(), 16);
        if (!row.genuine() || reason == null) {
            return new Revoked(serial, now, RevocationReason.UNSPECIFIED.code());
        }
        return new Revoked(serial, revocation.at(), reason.code());
    }

    private byte[] sign(Issuer issuer, long number, Instant now, List<Revoked> revoked) {
        byte[] tbs = new CrlTemplate(
                        issuer.certificate(), issuer.key().signatureAlgorithm(), number, now, now.plus(LIFE), revoked)
                .toBeSigned();
        LintOutcome<CrlPermit> outcome = linter.crl(tbs, issuer.certificate());
        if (outcome instanceof LintOutcome.Permitted<CrlPermit> permitted) {
            return issuer.key().sign(permitted.permit());
        }
        throw new IllegalStateException("The linter stopped a CRL of " + issuer.name() + ": " + outcome.findings());
    }

    private void put(Issuer issuer, long number, byte[] crl) {
        CrlPublished event = new CrlPublished(issuer.name(), "", number, Octets.of(crl));
        outbox.putLatest("crl/" + issuer.name(), Outgoing.of(ids.get(), event));
    }

    /** The stored CRL if this issuer signed it; whatever else stands there is as good as none. */
    private static @Nullable X509CRLHolder read(byte @Nullable [] der, Issuer issuer) {
        if (der == null) {
            return null;
        }
        try {
            X509CRLHolder crl = new X509CRLHolder(der);
            return CrlSignature.holds(crl, issuer.certificate()) ? crl : null;
        } catch (IOException e) {
            return null;
        }
    }
}
