package org.httpca.web.correlation;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.httpca.envelope.UuidSource;
import org.httpca.log.Correlation;
import org.httpca.web.http.Filters;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the client's {@code X-Correlation-ID}, or the trace id of its {@code traceparent} (W3C Trace Context), where it is
 * well-formed, and makes one otherwise; says it in the answer, and has every line of the log carry it meanwhile.
 */
@Component
@Order(Filters.CORRELATION)
class CorrelationFilter extends OncePerRequestFilter {
    static final String HEADER = "X-Correlation-ID";

    private static final Pattern TRACE_PARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");
    private static final int LONGEST = 128;

    private final UuidSource ids;

    CorrelationFilter(UuidSource ids) {
        this.ids = ids;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = Correlation.wellFormed(request.getHeader(HEADER))
                .or(() -> traceId(request.getHeader("traceparent")))
                .orElseGet(() -> ids.get().toString());
        response.setHeader(HEADER, id);
        try (Correlation lines = Correlation.of(id)) {
            chain.doFilter(request, response);
        }
    }

    private static Optional<String> traceId(@Nullable String header) {
        if (header == null || header.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher matcher = TRACE_PARENT.matcher(header);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
