package org.httpca.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.httpca.problem.ProblemType;
import org.httpca.web.settings.WebSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps other web sites from submitting in the name of whoever visits them. What uses a session needs a token
 * of its forms besides; but a visitor's browser may reach us where the site cannot. Browsers say where a request comes from (Fetch Metadata, and Origin, RFC 6454);
 * programs say neither, and pass.
 */
@Component
@Order(Filters.ORIGIN)
class SameOriginFilter extends OncePerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE"); // RFC 9110, section 9.2.1

    private final String publicOrigin;

    SameOriginFilter(WebSettings settings) {
        this.publicOrigin = origin(settings.publicUrl());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SAFE.contains(request.getMethod()) || isOurs(request)) {
            chain.doFilter(request, response);
        } else {
            Refusals.refuse(
                    request,
                    response,
                    ProblemType.FORBIDDEN,
                    "This came from a page of another site, and was not done.");
        }
    }

    private boolean isOurs(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = request.getHeader("Origin");
        return origin == null || origin.equals(publicOrigin) || hasHostOf(origin, request.getHeader("Host"));
    }

    /** Behind a proxy the scheme is the proxy's; host and port are what the browser was told. */
    private static boolean hasHostOf(String origin, @Nullable String host) {
        int scheme = origin.indexOf("://");
        return scheme > 0 && host != null && origin.substring(scheme + 3).equalsIgnoreCase(host);
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority().toLowerCase(Locale.ROOT);
    }
}
