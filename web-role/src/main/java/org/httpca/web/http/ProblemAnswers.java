package org.httpca.web.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.ModelAndView;

/** The one place that renders problems: RFC 9457 for programs, a page for people. */
@Component
public class ProblemAnswers {
    private static final String CHALLENGE = "Bearer realm=\"httpca\"";
    /** Refusals that end by themselves: they say when to come again (RFC 9110, section 15.6.4; RFC 6585, section 4). */
    static final Set<ProblemType> PASSING = EnumSet.of(ProblemType.UNAVAILABLE, ProblemType.TOO_MANY);

    /** In seconds, where nobody knows better. */
    static final String SOON = "5";

    private final ObjectProvider<ErrorPage> page;

    ProblemAnswers(ObjectProvider<ErrorPage> page) {
        this.page = page;
    }

    /** For a program. */
    public static ResponseEntity<Object> json(Problem problem) {
        return json(problem, new HttpHeaders(), null);
    }

    /** For a program, with what {@code WWW-Authenticate} shall say. */
    public static ResponseEntity<Object> challenge(Problem problem, String challenge) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.WWW_AUTHENTICATE, challenge);
        return json(problem, headers, null);
    }

    /** For a program that may come again, in so many seconds. */
    public static ResponseEntity<Object> later(Problem problem, int seconds) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        return json(problem, headers, null);
    }

    /** For whoever made the request: what a handler method may return. */
    public Object answer(Problem problem, HttpServletRequest request) {
        String challenge = Refusals.challengeOf(request);
        HttpHeaders headers = new HttpHeaders();
        if (challenge != null) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, challenge);
        }
        return answer(problem, request, headers, null);
    }

    /**
     * As {@link #answer(Problem, HttpServletRequest)}.
     *
     * @param correlationId finds the fault in the log; null for what is no fault of ours
     */
    Object answer(Problem problem, HttpServletRequest request, HttpHeaders headers, @Nullable String correlationId) {
        HttpServletResponse response = response();
        if (PASSING.contains(problem.type())
                && !headers.containsHeader(HttpHeaders.RETRY_AFTER)
                && (response == null || !response.containsHeader(HttpHeaders.RETRY_AFTER))) {
            headers.set(HttpHeaders.RETRY_AFTER, SOON);
        }
        if (AcmeErrors.areFor(request)) {
            return json(AcmeErrors.members(problem), problem, headers, correlationId);
        }
        ErrorPage html = page.getIfAvailable();
        if (html == null || !wantsPage(request)) {
            return json(problem, headers, correlationId);
        }
        ModelAndView view = html.show(problem, correlationId);
        view.setStatus(HttpStatusCode.valueOf(problem.type().status()));
        if (response != null) {
            headers.forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
        }
        return view;
    }

    /** The answer that is being made: what a page is told about has no headers of its own. */
    private static @Nullable HttpServletResponse response() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes exchange
                ? exchange.getResponse()
                : null;
    }

    private static ResponseEntity<Object> json(Problem problem, HttpHeaders headers, @Nullable String correlationId) {
        return json(problem.toMap(), problem, headers, correlationId);
    }

    private static ResponseEntity<Object> json(
            Map<String, Object> members, Problem problem, HttpHeaders headers, @Nullable String correlationId) {
        Map<String, Object> body = new LinkedHashMap<>(members);
        if (correlationId != null) {
            body.put("instance", "urn:uuid:" + correlationId);
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.type().status())
                .headers(headers)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.type() == ProblemType.UNAUTHORIZED && !headers.containsHeader(HttpHeaders.WWW_AUTHENTICATE)) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        return answer.body(body);
    }

    /** A browser says text/html by name; a program that takes anything gets what programs read. */
    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null || Refusals.path(request).startsWith("/api/")) {
            return false;
        }
        try {
            return MediaType.parseMediaTypes(accept).stream()
                    .anyMatch(type -> !type.isWildcardType() && type.isCompatibleWith(MediaType.TEXT_HTML));
        } catch (InvalidMimeTypeException e) {
            return false;
        }
    }
}
