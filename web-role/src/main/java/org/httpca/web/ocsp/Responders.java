package org.httpca.web.ocsp;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.httpca.web.issuance.ResponderWishes;
import org.httpca.web.issuer.IssuerView;
import org.httpca.web.issuer.Issuers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who answers for each issuer now. Keeps it so: asks the signer for a certificate when there is none, and for the next one when half
 * of the life of the last is over. A root gets none: its key is not where commands are taken. When an issuer gets another certificate
 * under its name, everything is judged anew by that one: what a former key has certified answers no more.
 */
final class Responders {
    /** After a wish without success; a new key each time. */
    static final Duration ASKED_AGAIN_AFTER = Duration.ofMinutes(10);

    /** After the start, or after the first sight of an issuer, an answer takes a moment. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(Responders.class);
    private static final Duration REFUSED_ARE_KEPT = Duration.ofDays(1);

    private final Issuers issuers;
    private final ResponderRows rows;
    private final ResponderWishes wishes;
    private final SecureRandom random;
    private final Clock clock;
    private volatile @Nullable Map<String, Known> looked;

    Responders(Issuers issuers, ResponderRows rows, ResponderWishes wishes, SecureRandom random, Clock clock) {
        this.issuers = issuers;
        this.rows = rows;
        this.wishes = wishes;
        this.random = random;
        this.clock = clock;
    }

    /**
     * An issuer.
     *
     * @param sha256 of its certificate, hexadecimal
     * @param since when this process first saw that certificate
     * @param exchangedAt the same, if it took the place of another; null if it is the first
     * @param responder null: none has a certificate that can be used
     * @param unusable what was looked at and cannot be used
     */
    private record Known(
            String sha256,
            Instant since,
            @Nullable Instant exchangedAt,
            @Nullable Responder responder,
            ResponderRows.@Nullable Wish wish,
            List<UUID> unusable) {

        /** A wish without success pauses, unless it was for what the issuer was before. */
        boolean mayAsk(ResponderRows.@Nullable Wish last, Instant now) {
            return last == null
                    || (!last.open()
                            && (!now.isBefore(last.askedAt().plus(ASKED_AGAIN_AFTER))
                                    || (exchangedAt != null && last.askedAt().isBefore(exchangedAt))));
        }
    }

    /** False until the database has said for the first time which issuers there are. */
    boolean haveLooked() {
        return looked != null;
    }

    private Map<String, Known> known() {
        Map<String, Known> now = looked;
        return now == null ? Map.of() : now;
    }

    /** Whether certificates of that issuer can be asked for here at all. */
    boolean isIssuer(String name) {
        return known().containsKey(name);
    }

    /** Who answers for it; empty while nobody may. */
    Optional<Responder> of(String issuer) {
        Known of = known().get(issuer);
        return of == null || of.responder() == null || of.responder().hasEnded(clock.instant())
                ? Optional.empty()
                : Optional.of(of.responder());
    }

    /** One turn: learns what there is, and asks for what is missing. */
    void keep() {
        Instant now = clock.instant();
        Map<String, Known> next = new HashMap<>();
        for (IssuerView issuer : issuers.all()) {
            // what has ended has nothing that could be asked for
            if (!issuer.root() && now.isBefore(issuer.notAfter())) {
                next.put(issuer.name(), look(issuer, now));
            }
        }
        looked = Map.copyOf(next);
        rows.forget(now, now.minus(REFUSED_ARE_KEPT));
    }

    private Known look(IssuerView issuer, Instant now) {
        Known before = before(issuer, now);
        List<UUID> unusable = new ArrayList<>();
        Responder responder = newest(issuer, before, unusable, now);
        ResponderRows.Wish wish = rows.lastWish(issuer.name()).orElse(null);
        if ((responder == null || responder.isToBeRenewed(now)) && before.mayAsk(wish, now)) {
            ResponderKey key = ResponderKey.create(random);
            wishes.ask(issuer.name(), key.pkcs8(), key.csr());
        }
        return new Known(issuer.sha256(), before.since(), before.exchangedAt(), responder, wish, List.copyOf(unusable));
    }

    /** Of what was judged by another certificate of this issuer nothing counts. */
    private Known before(IssuerView issuer, Instant now) {
        Known before = known().get(issuer.name());
        if (before != null && before.sha256().equals(issuer.sha256())) {
            return before;
        }
        if (before != null) {
            LOG.info("Issuer {} has another certificate: its OCSP responders are judged anew.", issuer.name());
        }
        return new Known(issuer.sha256(), now, before == null ? null : now, null, null, List.of());
    }

    private @Nullable Responder newest(IssuerView issuer, Known before, List<UUID> unusable, Instant now) {
        Responder present = before.responder();
        for (UUID id : rows.certified(issuer.name())) {
            if (before.unusable().contains(id)) {
                unusable.add(id);
                continue;
            }
            Optional<Responder> found =
                    present != null && present.id().equals(id) ? Optional.of(present) : read(issuer, id);
            if (found.isPresent() && !found.get().hasEnded(now)) {
                return found.get();
            }
            unusable.add(id);
        }
        return null;
    }

    private Optional<Responder> read(IssuerView issuer, UUID id) {
        ResponderRows.Certified stored = rows.find(id).orElse(null);
        if (stored == null) {
            return Optional.empty();
        }
        Optional<Responder> read =
                Responder.of(id, issuer.name(), issuer.certificate(), stored.certificate(), stored.privateKey());
        if (read.isEmpty()) {
            LOG.error(
                    "The OCSP responder {} of {} cannot be used: the issuer has not certified its key for that.",
                    id,
                    issuer.name());
        } else {
            LOG.info(
                    "OCSP for {} is answered by {} until {}.",
                    issuer.name(),
                    id,
                    read.get().to());
        }
        return read;
    }

    /** Sentences for operators. */
    List<String> alarms() {
        Instant now = clock.instant();
        List<String> alarms = new ArrayList<>();
        known().forEach((issuer, of) -> {
            Responder responder = of.responder();
            if (responder != null && !responder.hasEnded(now)) {
                if (responder.isNearItsEnd(now)) {
                    alarms.add("The certificate of the OCSP responder of " + issuer + " ends at " + responder.to()
                            + ", and there is no new one." + why(of));
                }
            } else if (now.isAfter(of.since().plus(PATIENCE))) {
                alarms.add("OCSP for " + issuer + " has no answers: its responder has no certificate." + why(of));
            }
        });
        return alarms;
    }

    private static String why(Known of) {
        ResponderRows.Wish wish = of.wish();
        if (wish == null) {
            return "";
        }
        return wish.problem() != null
                ? " The last wish failed: " + wish.problem().detail()
                : wish.open() ? " The signer was asked at " + wish.askedAt() + " and has not answered." : "";
    }
}
