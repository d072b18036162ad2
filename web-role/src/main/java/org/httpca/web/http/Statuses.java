package org.httpca.web.http;

import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;

/** Problems for what the framework or the container refuses by an HTTP status alone. */
final class Statuses {
    private Statuses() {}

    static Problem problem(int status) {
        return switch (status) {
            case 401 -> new Problem(ProblemType.UNAUTHORIZED, "Send a bearer token.");
            case 403 -> new Problem(ProblemType.FORBIDDEN, "This is not permitted.");
            case 404 -> new Problem(ProblemType.NOT_FOUND, "There is nothing at this address.");
            case 405 -> new Problem(ProblemType.METHOD_NOT_ALLOWED, "This resource knows other methods; see Allow.");
            case 406 ->
                new Problem(ProblemType.NOT_ACCEPTABLE, "This resource has no representation that Accept allows.");
            case 408 ->
                new Problem(ProblemType.REQUEST_TIMEOUT, "The body did not arrive in the time that it may take.");
            case 413 -> new Problem(ProblemType.REQUEST_TOO_LARGE, "The body is larger than what is taken here.");
            case 415 ->
                new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "This Content-Type is not read here; see Accept.");
            case 429 -> new Problem(ProblemType.TOO_MANY, "Come again later.");
            case 503 -> new Problem(ProblemType.UNAVAILABLE, "Come again in a moment.");
            // An encoding of transfer, or a version of HTTP, that the container does not know (RFC 9112, sections 6.1
            // and 2.3).
            case 501, 505 ->
                new Problem(ProblemType.MALFORMED, "This server reads HTTP/1.1 with bodies as they are, or chunked.");
            default ->
                status >= 400 && status < 500
                        ? new Problem(ProblemType.MALFORMED, "The request could not be read.")
                        : new Problem(ProblemType.SERVER_INTERNAL, "The fault is ours, and is in the log.");
        };
    }
}
