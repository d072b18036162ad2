package org.httpca.web.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.httpca.web.openid.Identity;
import org.httpca.web.settings.WebSettings;
import org.httpca.web.token.Caller;
import org.httpca.web.token.Scope;
import org.springframework.transaction.support.TransactionTemplate;

/** All sessions. One that has been left alone for longer than was set is none any more, whether its row is there still or not. */
public class Sessions {
    /** How long an operator works before the token is asked for again. */
    private static final Duration DAY = Duration.ofHours(8);

    private final SessionRows rows;
    private final OpenIdRows openIds;
    private final TransactionTemplate transaction;
    private final SecureRandom random;
    private final Clock clock;
    private final WebSettings.Sessions settings;

    Sessions(
            SessionRows rows,
            OpenIdRows openIds,
            TransactionTemplate transaction,
            SecureRandom random,
            Clock clock,
            WebSettings.Sessions settings) {
        this.rows = rows;
        this.openIds = openIds;
        this.transaction = transaction;
        this.random = random;
        this.clock = clock;
        this.settings = settings;
    }

    /** The session that a request belongs to; none is made for it. That it was used is remembered, though not each time. */
    public Optional<Session> of(HttpServletRequest request, HttpServletResponse response) {
        return SessionCookie.of(request).map(Session::new).filter(session -> isGood(session, request, response));
    }

    private boolean isGood(Session session, HttpServletRequest request, HttpServletResponse response) {
        Instant now = clock.instant();
        Optional<Instant> usedAt = rows.usedAt(session, now.minus(settings.idle()));
        if (usedAt.isPresent()
                && usedAt.get().plus(settings.idle().dividedBy(30)).isBefore(now)) {
            rows.used(session, now);
            keep(session, request, response);
        }
        return usedAt.isPresent();
    }

    /**
     * Has a request found again by this browser: in its session, or in a new one.
     *
     * @return the session; empty where none are kept
     */
    public Optional<Session> add(UUID submitted, HttpServletRequest request, HttpServletResponse response) {
        if (settings.idle().isZero()) {
            return Optional.empty();
        }
        Optional<Session> before = of(request, response);
        Session session = before.orElseGet(this::next);
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            if (before.isEmpty()) {
                rows.insert(session, now);
            }
            rows.add(session, submitted, now, settings.requests());
        });
        if (before.isEmpty()) {
            keep(session, request, response);
        }
        return Optional.of(session);
    }

    /** What was submitted in it, newest first. */
    public List<UUID> requests(Session session) {
        return rows.requests(session);
    }

    /** Whether this request was. */
    public Optional<SubmittedHere> submitted(Session session, UUID request) {
        return rows.has(session, request) ? Optional.of(new SubmittedHere(request)) : Optional.empty();
    }

    /**
     * Lets an operator's token be good in this browser for the day. The session gets another value: whoever knew the one before, or
     * had put it there, has nothing of this.
     *
     * @return the session; empty where none are kept
     */
    public Optional<Session> signIn(Caller operator, HttpServletRequest request, HttpServletResponse response) {
        if (!operator.may(Scope.OPERATOR)) {
            return Optional.empty();
        }
        return signIn((session, now) -> rows.addOperator(session, operator.token(), now.plus(DAY)), request, response);
    }

    /** The same for an operator whom the OpenID provider has vouched for, for as long as is set. */
    public Optional<Session> signIn(Identity operator, HttpServletRequest request, HttpServletResponse response) {
        return signIn((session, now) -> openIds.add(session, operator, now), request, response);
    }

    private Optional<Session> signIn(
            BiConsumer<Session, Instant> operator, HttpServletRequest request, HttpServletResponse response) {
        if (settings.idle().isZero()) {
            return Optional.empty();
        }
        Optional<Session> before = of(request, response);
        Session session = next();
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            rows.insert(session, now);
            before.ifPresent(old -> rows.copyRequests(old, session));
            before.ifPresent(rows::delete);
            operator.accept(session, now);
        });
        keep(session, request, response);
        return Optional.of(session);
    }

    /** The operator whose token was shown in it, or who has signed in at the provider, as long as that is good. */
    public Optional<Operator> operator(Session session) {
        Instant now = clock.instant();
        return rows.operator(session, now).map(Operator::byToken).or(() -> openIds.operator(session, now));
    }

    /** The operator has gone; what was submitted stays. */
    public void signOut(Session session) {
        transaction.executeWithoutResult(status -> {
            rows.removeOperator(session);
            openIds.remove(session);
        });
    }

    /** Ends it at once: the browser that had it finds nothing again. */
    public void end(Session session, HttpServletRequest request, HttpServletResponse response) {
        rows.delete(session);
        SessionCookie.set(request, response, "", Duration.ZERO);
    }

    /** What each form of a page carries that is shown within the session. */
    public String formToken(Session session) {
        return FormToken.of(session, random);
    }

    /** Whether a form that came is one of the session's. */
    public boolean isFormOf(Session session, String token) {
        return FormToken.isOf(session, token);
    }

    /** Forgets those that nobody has come back to. */
    void purge() {
        rows.deleteUnusedSince(clock.instant().minus(settings.idle()));
    }

    private Session next() {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        return new Session(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    private void keep(Session session, HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.set(request, response, session.value(), settings.idle());
    }
}
