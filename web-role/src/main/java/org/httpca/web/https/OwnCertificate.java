package org.httpca.web.https;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.httpca.forward.loop.Work;
import org.httpca.pki.Identifier;
import org.httpca.problem.Problem;
import org.httpca.problem.Result;
import org.httpca.web.request.RequestStatus;
import org.httpca.web.request.RequestView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a certificate at hand for HTTPS: asks for the first one, for another where the names have changed, and for the next one at
 * two thirds of its lifetime. A turn does one step, and what is under way stands in the folder, so that a restart goes on where
 * it was. What was refused is asked for again after a minute, then two, up to an hour.
 */
final class OwnCertificate implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(OwnCertificate.class);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final List<Identifier> names;
    private final HttpsFolder folder;
    private final Enrolment enrolment;
    private final HttpsEndpoint endpoint;
    private final SecureRandom random;
    private final Clock clock;
    private boolean loaded;
    private @Nullable ServerCertificate current;
    private volatile @Nullable Application application;

    OwnCertificate(
            List<Identifier> names,
            HttpsFolder folder,
            Enrolment enrolment,
            HttpsEndpoint endpoint,
            SecureRandom random,
            Clock clock) {
        this.names = names;
        this.folder = folder;
        this.enrolment = enrolment;
        this.endpoint = endpoint;
        this.random = random;
        this.clock = clock;
    }

    /** Whether a request of its own is under way, so that news of requests may be news to it. From any thread. */
    boolean isAskedFor() {
        return application != null;
    }

    /** One step. @return 1 if there was one to do */
    @Override
    public int run() {
        Instant now = clock.instant();
        load(now);
        if (current != null && endpoint.serve(current)) {
            return 1; // what is there is served before anything else is asked for
        }
        Application asked = application;
        if (asked != null && !isForOurNames(asked)) {
            drop(asked);
            asked = null;
        }
        if (asked == null) {
            return isDue(now) ? begin(0) : 0;
        }
        if (asked.nextTry() != null) {
            return now.isBefore(asked.nextTry()) ? 0 : begin(asked.failures());
        }
        UUID request = asked.requestId();
        return request == null ? submit(asked, now) : look(asked, request, now);
    }

    private void load(Instant now) {
        if (!loaded) {
            current = folder.certificate()
                    .filter(found -> now.isBefore(found.notAfter()))
                    .orElse(null);
            application = folder.application().orElse(null);
            loaded = true;
        }
    }

    private boolean isDue(Instant now) {
        ServerCertificate have = current;
        if (have == null || !have.isFor(names) || !now.isBefore(have.renewalDue())) {
            return true;
        }
        List<X509Certificate> issuers = enrolment.issuers();
        return !issuers.isEmpty() && !have.isBelow(issuers);
    }

    private boolean isForOurNames(Application asked) {
        return new TreeSet<>(asked.names()).equals(new TreeSet<>(names));
    }

    /** Written down before it is submitted: a crash in between submits the same again. */
    private int begin(int failures) {
        KeyPair pair = ServerKey.create(random);
        keep(new Application(pair.getPrivate(), ServerCsr.of(pair, names), names, null, failures, null));
        return 1;
    }

    private int submit(Application asked, Instant now) {
        Result<UUID> submitted = enrolment.submit(asked);
        if (submitted instanceof Result.Refused<UUID> refused) {
            failed(
                    asked,
                    "The request could not be submitted: " + refused.problem().detail(),
                    now);
            return 1;
        }
        UUID id = submitted.orElseThrow();
        keep(asked.submittedAs(id));
        say("HTTPS opens when request " + id + " for " + listed(names) + " is signed.");
        return 1;
    }

    private static String listed(List<Identifier> names) {
        return names.stream().map(Identifier::toString).collect(Collectors.joining(", "));
    }

    private int look(Application asked, UUID id, Instant now) {
        Optional<RequestView> found = enrolment.find(id);
        if (found.isEmpty()) {
            LOG.warn("HTTPS: request {} is not known any more; another one is made.", id);
            return forgotten();
        }
        RequestView request = found.get();
        if (request.status().equals(RequestStatus.ISSUED)) {
            return enrolment
                    .issued(asked, id)
                    .map(issued -> install(asked, issued, now))
                    .orElse(0);
        }
        if (request.isFinal()) {
            Problem problem = request.problem();
            failed(
                    asked,
                    "Request " + id + " was " + request.status() + (problem == null ? "." : ": " + problem.detail()),
                    now);
            return 1;
        }
        if (request.status().equals(RequestStatus.WAITING_FOR_APPROVAL)) {
            say("HTTPS waits: request " + id + " for " + listed(names)
                    + " needs an administrator's approval (./httpca approval)."
                    + " The signer clears it by itself where httpca.policy.own-names has these names.");
        }
        return 0;
    }

    private int install(Application asked, Result<ServerCertificate> issued, Instant now) {
        if (issued instanceof Result.Refused<ServerCertificate> refused) {
            failed(asked, refused.problem().detail(), now);
            return 1;
        }
        ServerCertificate fresh = issued.orElseThrow();
        if (!fresh.isFor(names) || !now.isBefore(fresh.notAfter())) {
            failed(asked, "What was issued is for other names, or over already.", now);
            return 1;
        }
        folder.save(fresh);
        folder.forgetApplication();
        application = null;
        current = fresh;
        endpoint.serve(fresh);
        return 1;
    }

    private void failed(Application asked, String why, Instant now) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(asked.failures(), 6));
        Instant next = now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        LOG.warn("HTTPS: {} The next try is at {}.", why, next);
        endpoint.waitsFor(why + " The next try is at " + next + ".");
        keep(asked.failed(next));
    }

    private void drop(Application asked) {
        UUID request = asked.requestId();
        if (request != null && asked.nextTry() == null) {
            enrolment.withdraw(request);
        }
        forgotten();
    }

    private int forgotten() {
        folder.forgetApplication();
        application = null;
        return 1;
    }

    private void keep(Application next) {
        folder.save(next);
        application = next;
    }

    /** Once, not at each turn. */
    private void say(String sentence) {
        if (!sentence.equals(endpoint.waitsFor())) {
            LOG.info(sentence);
            endpoint.waitsFor(sentence);
        }
    }
}
