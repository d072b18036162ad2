package org.httpca.web.limit;

import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.httpca.problem.ProblemType;
import org.httpca.web.http.Refusals;

/** How clients are told of their budgets: the headers of draft-ietf-httpapi-ratelimit-headers, and 429 (RFC 6585, section 4). */
final class Answer {
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private Answer() {}

    static void tell(HttpServletResponse response, String policy, long most, ConsumptionProbe probe) {
        response.setHeader("RateLimit-Policy", "\"" + policy + "\";q=" + most + ";w=" + Budgets.WINDOW.toSeconds());
        response.setHeader(
                "RateLimit",
                "\"" + policy + "\";r=" + probe.getRemainingTokens() + ";t="
                        + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForReset()));
    }

    static void refuse(HttpServletRequest request, HttpServletResponse response, ConsumptionProbe probe)
            throws IOException {
        long seconds = Math.max(1, (probe.getNanosToWaitForRefill() + NANOS - 1) / NANOS);
        response.setHeader("Retry-After", String.valueOf(seconds));
        Refusals.refuse(
                request,
                response,
                ProblemType.TOO_MANY,
                "That was more than one client may ask for in a minute. Come again in " + seconds
                        + (seconds == 1 ? " second." : " seconds."));
    }
}
