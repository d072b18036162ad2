package org.httpca.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.httpca.pki.Identifier;
import org.httpca.problem.ProblemType;
import org.httpca.web.settings.WebSettings;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers to our own names only: the public URL's, localhost, those that were set, and plain addresses. Otherwise a web site
 * whose name is made to point at a loopback address (DNS rebinding) would be of the same origin as we are.
 */
@Component
@Order(Filters.HOST)
class HostFilter extends OncePerRequestFilter {
    private final Set<String> names = new HashSet<>();

    HostFilter(WebSettings settings) {
        names.add("localhost");
        names.add(settings.publicUrl().getHost().toLowerCase(Locale.ROOT));
        settings.hosts().forEach(host -> names.add(host.toLowerCase(Locale.ROOT)));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isOurs(request.getServerName())) {
            chain.doFilter(request, response);
        } else {
            Refusals.refuse(
                    request,
                    response,
                    ProblemType.MALFORMED,
                    "This server does not go by that name. The operator can add it to httpca.hosts.");
        }
    }

    private boolean isOurs(String name) {
        String bare = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        return names.contains(bare.toLowerCase(Locale.ROOT))
                || Identifier.ip(bare).isPassed();
    }
}
