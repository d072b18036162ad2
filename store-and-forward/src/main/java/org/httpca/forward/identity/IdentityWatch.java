package org.httpca.forward.identity;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.httpca.envelope.Identity;
import org.httpca.envelope.LiveIdentity;
import org.httpca.envelope.LiveTrust;
import org.httpca.envelope.MessagingTrust;
import org.httpca.forward.loop.Work;
import org.httpca.pki.Ending;
import org.httpca.pki.FollowedFiles.Change;
import org.httpca.pki.Octets;
import org.httpca.pki.SerialNumbers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at each turn whether the files of this instance's identity, or of those whom it believes, have changed, takes up what
 * holds, and tells of it. What does not hold leaves everything as it was, with an alarm until it does.
 */
public final class IdentityWatch implements Work {

    /** How often the files are looked at: after this time a revoked identity says nothing to this instance any more. */
    public static final Duration EVERY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(IdentityWatch.class);
    private static final Duration AUTHORITY = Duration.ofDays(365);

    /** Hears what changed, for an audit; called again with the same if it throws. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param event in the past tense
         * @param detail free of secrets
         */
        void heard(String event, Map<String, ?> detail);
    }

    private record Told(String event, Map<String, ?> detail) {}

    private final LiveTrust trust;
    private final LiveIdentity identity;
    private final Supplier<List<Ending>> others;
    private final Duration ahead;
    private final Clock clock;
    private final Listener listener;
    private final Deque<Told> untold = new ArrayDeque<>();
    private @Nullable String logged;

    /**
     * @param others what else of this instance ends, such as its certificate for the broker
     * @param ahead how long before an end there is an alarm
     */
    public IdentityWatch(
            LiveTrust trust,
            LiveIdentity identity,
            Supplier<List<Ending>> others,
            Duration ahead,
            Clock clock,
            Listener listener) {
        this.trust = trust;
        this.identity = identity;
        this.others = others;
        this.ahead = ahead;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public int run() {
        // before the identity: a renewed one may be of a messaging CA that is new as well
        trust.refresh().ifPresent(this::trustChanged);
        identity.refresh().ifPresent(this::identityChanged);
        logFaults();
        int told = 0;
        for (Told next = untold.peek(); next != null; next = untold.peek()) {
            listener.heard(next.event(), next.detail());
            untold.remove();
            told++;
        }
        return told;
    }

    /** What an operator should look at, a sentence each. */
    public List<String> alarms() {
        Instant now = clock.instant();
        Identity own = identity.get();
        MessagingTrust believed = trust.get();
        List<String> alarms = new ArrayList<>();
        if (trust.fault() != null || identity.fault() != null) {
            alarms.add("The new files of " + own.instance()
                    + "'s identity, or of whom it believes, are not taken up, and those from before count;"
                    + " its log says why.");
        }
        if (!believed.canRevoke()) {
            alarms.add(own.instance() + " reads no list of revoked identities: set httpca.messaging-crl to the"
                    + " messaging-ca.crl that './httpca setup identity' makes.");
        }
        if (!believed.vouchesFor(own.certificate())) {
            alarms.add("URGENT: The messaging identity of " + own.instance()
                    + " was revoked: nobody takes its messages. Renew it with './httpca setup identity renew "
                    + own.instance() + "', or stop it.");
        }
        Stream.concat(Stream.of(own(own)), others.get().stream())
                .forEach(ending -> ending.alarm(now, ahead).ifPresent(alarms::add));
        for (X509Certificate authority : believed.certificates()) {
            new Ending("The messaging CA", authority.getNotAfter().toInstant(), "docs/rotation.md says what to do.")
                    .alarm(now, AUTHORITY)
                    .ifPresent(alarms::add);
        }
        return alarms;
    }

    /** When the identity ends: seconds since 1970, for metrics. */
    public double ends() {
        return identity.get().notAfter().getEpochSecond();
    }

    private static Ending own(Identity identity) {
        return new Ending(
                "The messaging identity of " + identity.instance(),
                identity.notAfter(),
                "Renew it with './httpca setup identity renew " + identity.instance() + "'.");
    }

    private void trustChanged(Change<MessagingTrust> change) {
        Map<String, Instant> added = new TreeMap<>(change.after().revoked());
        added.keySet().removeAll(change.before().revoked().keySet());
        if (!added.isEmpty()) {
            LOG.warn("Revoked identities, by serial number: {}. Nothing that they say counts any more.", added);
            tell("identities-revoked", Map.of("revoked", added));
        }
        List<String> before = fingerprints(change.before());
        List<String> after = fingerprints(change.after());
        if (!after.equals(before)) {
            LOG.warn("The messaging CAs are others: {} instead of {}.", after, before);
            tell("messaging-ca-changed", Map.of("old", before, "new", after));
        }
    }

    private static List<String> fingerprints(MessagingTrust trust) {
        return trust.certificates().stream()
                .map(certificate -> Octets.of(certificate.getPublicKey().getEncoded())
                        .sha256()
                        .hex())
                .toList();
    }

    private void identityChanged(Change<Identity> change) {
        if (change.after().certificate().equals(change.before().certificate())) {
            return; // another passphrase, for example
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("instance", change.after().instance());
        detail.put("old", serial(change.before()));
        detail.put("new", serial(change.after()));
        detail.put("notAfter", change.after().notAfter());
        LOG.info("This instance has a renewed identity: {}.", detail);
        tell("identity-renewed", detail);
    }

    private static String serial(Identity identity) {
        return SerialNumbers.hex(identity.certificate().getSerialNumber());
    }

    private void tell(String event, Map<String, ?> detail) {
        untold.add(new Told(event, detail));
    }

    private void logFaults() {
        String fault = trust.fault() == null
                ? identity.fault() == null ? null : "The identity: " + identity.fault()
                : "Whom to believe: " + trust.fault();
        if (fault != null && !fault.equals(logged)) {
            LOG.error("{}. What was there before counts on.", fault);
        }
        logged = fault;
    }
}
