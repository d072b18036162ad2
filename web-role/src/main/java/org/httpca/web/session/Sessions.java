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
import org.httpca.web.settings.WebSettings;
import org.springframework.transaction.support.TransactionTemplate;

/** All sessions. One that has been left alone for longer than was set is none any more, whether its row is there still or not. */
public class Sessions {
    private final SessionRows rows;
    private final TransactionTemplate transaction;
    private final SecureRandom random;
    private final Clock clock;
    private final WebSettings.Sessions settings;

    Sessions(
            SessionRows rows,
            TransactionTemplate transaction,
            SecureRandom random,
            Clock clock,
            WebSettings.Sessions settings) {
        this.rows = rows;
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
