package org.httpca.web.limit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.httpca.problem.ProblemType;
import org.httpca.web.http.Filters;
import org.httpca.web.http.Refusals;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses new requests, whoever they come from, when there is no room for more: before their bodies are read, so that a refusal costs
 * next to nothing. Whoever asks for what there is gets it as ever.
 */
@Component
@Order(Filters.BACKLOG)
class BacklogFilter extends OncePerRequestFilter {
    private static final Set<String> DOORS = Set.of("/", "/api/v1/requests", "/api/v1/requests/batch");
    private static final String CERTIFICATES = "/api/v1/certificates/";
    private static final String RENEWAL = "/renewal";
    private static final String ORDER = "/acme/order/";
    private static final String FINALIZE = "/finalize";
    private static final int SOON = 2;
    private static final int LATER = 10;

    private final Backlog backlog;
    private final int mostAtOnce;
    private final AtomicInteger underWay = new AtomicInteger();

    /** @param threads of the container; a quarter of them is left to those who read */
    BacklogFilter(Backlog backlog, @Value("${server.tomcat.threads.max:200}") int threads) {
        this.backlog = backlog;
        this.mostAtOnce = Math.max(1, threads * 3 / 4);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || !isDoor(request.getRequestURI());
    }

    private static boolean isDoor(String path) {
        return DOORS.contains(path)
                || (path.startsWith(CERTIFICATES) && path.endsWith(RENEWAL))
                || (path.startsWith(ORDER) && path.endsWith(FINALIZE));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (backlog.isFull()) {
            refuse(request, response, LATER, "As many requests wait for the signer as may.");
            return;
        }
        try {
            if (underWay.incrementAndGet() > mostAtOnce) {
                refuse(request, response, SOON, "More requests are being made than can be taken.");
                return;
            }
            chain.doFilter(request, response);
        } finally {
            underWay.decrementAndGet();
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int seconds, String why)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        Refusals.refuse(
                request,
                response,
                ProblemType.UNAVAILABLE,
                why + " Nothing was stored. Come again in " + seconds + " seconds.");
    }
}
