package org.httpca.web.https;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import org.httpca.web.settings.WebSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Where the operator wants it: sends clients from HTTP to HTTPS, and tells browsers to come by HTTPS alone. What is fetched in
 * order to check a certificate stays on HTTP: a client that needed HTTPS for it would need what it is about to check (RFC 5280,
 * sections 4.2.1.13 and 8).
 */
final class TransportFilter extends OncePerRequestFilter {
    private final HttpsEndpoint endpoint;
    private final URI publicUrl;
    private final boolean redirect;
    private final @Nullable Duration strict;

    TransportFilter(HttpsEndpoint endpoint, URI publicUrl, WebSettings.Https settings) {
        this.endpoint = endpoint;
        this.publicUrl = publicUrl;
        this.redirect = settings.redirect();
        this.strict = settings.strictTransportSecurity();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.isSecure()) {
            if (strict != null) {
                response.setHeader("Strict-Transport-Security", "max-age=" + strict.toSeconds());
            }
            chain.doFilter(request, response);
        } else if (redirect && endpoint.port().isPresent() && !isForCheckingCertificates(request.getRequestURI())) {
            response.setHeader("Location", secure(request));
            response.setHeader("Cache-Control", "no-store");
            response.setStatus(308); // RFC 9110, section 15.4.9: with the same method and body
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isForCheckingCertificates(String path) {
        return path.startsWith("/ca/") || path.startsWith("/ocsp/");
    }

    private String secure(HttpServletRequest request) {
        String query = request.getQueryString();
        String target = request.getRequestURI() + (query == null ? "" : "?" + query);
        if ("https".equals(publicUrl.getScheme())) {
            return "https://" + publicUrl.getRawAuthority() + target;
        }
        OptionalInt port = endpoint.port();
        return "https://" + request.getServerName()
                + (port.isEmpty() || port.getAsInt() == 443 ? "" : ":" + port.getAsInt()) + target;
    }
}
