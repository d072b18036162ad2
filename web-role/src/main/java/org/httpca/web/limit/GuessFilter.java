package org.httpca.web.limit;

import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.httpca.web.http.Filters;
import org.httpca.web.proxy.Client;
import org.httpca.web.settings.WebSettings;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bounds how often one address can show a token that is none: each is looked up in the database. Stands before the look-up. */
@Component
@Order(Filters.GUESSES)
class GuessFilter extends OncePerRequestFilter {
    private final int most;
    private final Budgets guesses;

    GuessFilter(WebSettings settings, Clock clock) {
        most = settings.limits().guesses();
        guesses = new Budgets("guesses", clock);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (most == 0 || request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            chain.doFilter(request, response);
            return;
        }
        String client = Client.of(request);
        ConsumptionProbe left = guesses.look(client, most);
        if (!left.isConsumed()) {
            Answer.refuse(request, response, left);
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
            guesses.take(client, 1, most);
        }
    }
}
