package org.httpca.web.token;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.web.http.Filters;
import org.httpca.web.http.Refusals;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who calls the API. A token that is not good is refused even where none is needed: its owner wants to know. */
@Component
@Order(Filters.BEARER)
class BearerFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;

    BearerFilter(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Caller> caller = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? tokens.caller(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
        if (caller.isPresent()) {
            request.setAttribute(Callers.ATTRIBUTE, caller.get());
            chain.doFilter(request, response);
        } else {
            Refusals.challenge(
                    request,
                    response,
                    new Problem(
                            ProblemType.UNAUTHORIZED,
                            "This is no bearer token that is good here: unknown, or revoked."),
                    Challenges.INVALID_TOKEN);
        }
    }
}
