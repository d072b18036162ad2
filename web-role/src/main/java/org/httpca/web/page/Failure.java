package org.httpca.web.page;

import org.httpca.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Something that did not work, for its page.
 *
 * @param name the end of its keys
 * @param detail what exactly, where it helps; never about faults of ours
 * @param correlationId what the log calls this exchange
 */
record Failure(
        int status,
        String name,
        @Nullable String detail,
        @Nullable String correlationId) {

    /** A form that was opened in another session, or in none. */
    static final Failure STALE = new Failure(403, "stale", null, null);

    static Failure of(Problem problem, @Nullable String correlationId) {
        int status = problem.type().status();
        // "There is no such …" is what the page of a 404 says anyway.
        boolean telling = status < 500 && status != 404;
        return new Failure(status, name(status), telling ? Shown.line(problem.detail()) : null, correlationId);
    }

    private static String name(int status) {
        return switch (status) {
            case 401, 403 -> "forbidden";
            case 404, 410 -> "notFound";
            case 405 -> "notAllowed";
            case 408 -> "tooSlow";
            case 409 -> "conflict";
            case 413 -> "tooLarge";
            case 429 -> "tooMany";
            case 503 -> "unavailable";
            default -> status >= 500 ? "internal" : "badRequest";
        };
    }
}
