package org.httpca.web.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** How a filter refuses: the container then asks {@link ErrorsController} for the answer. */
public final class Refusals {
    private static final String PROBLEM = Refusals.class.getName() + ".problem";

    private static final String CHALLENGE = Refusals.class.getName() + ".challenge";

    private Refusals() {}

    public static void refuse(HttpServletRequest request, HttpServletResponse response, ProblemType type, String detail)
            throws IOException {
        request.setAttribute(PROBLEM, new Problem(type, detail));
        response.sendError(type.status());
    }

    /** The problem of an exchange for which the container has chosen an answer of its own. */
    static Problem remembered(HttpServletRequest request, Problem problem) {
        request.setAttribute(PROBLEM, problem);
        return problem;
    }

    /** As {@link #refuse}, with what {@code WWW-Authenticate} shall say (RFC 9110, section 11.6.1). */
    public static void challenge(
            HttpServletRequest request, HttpServletResponse response, Problem problem, String challenge)
            throws IOException {
        request.setAttribute(CHALLENGE, challenge);
        refuse(request, response, problem.type(), problem.detail());
    }

    static @Nullable String challengeOf(HttpServletRequest request) {
        return (String) request.getAttribute(CHALLENGE);
    }

    static @Nullable Problem of(HttpServletRequest request) {
        return (Problem) request.getAttribute(PROBLEM);
    }

    /** The path that the client asked for, also when an error is on its way. */
    static String path(HttpServletRequest request) {
        Object original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return original instanceof String path ? path : request.getRequestURI();
    }
}
