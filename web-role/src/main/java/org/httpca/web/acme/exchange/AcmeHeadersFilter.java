package org.httpca.web.acme.exchange;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.acme.nonce.Nonces;
import org.httpca.web.http.Filters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What every answer of ACME has: a fresh nonce, with refusals too, so that a client can try again at once (RFC 8555, section 6.5), and where the
 * directory is (section 7.1).
 */
@Component
@Order(Filters.LIMIT - 1)
@WhereAcmeIsOn
class AcmeHeadersFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(AcmeHeadersFilter.class);

    private final Nonces nonces;
    private final Addresses addresses;

    AcmeHeadersFilter(Nonces nonces, Addresses addresses) {
        this.nonces = nonces;
        this.addresses = addresses;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(Addresses.ROOT);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        if (!path.equals(Addresses.DIRECTORY)) {
            response.addHeader("Link", "<" + addresses.to(request, Addresses.DIRECTORY) + ">;rel=\"index\"");
        }
        if (request.getMethod().equals("POST") || path.equals(Addresses.NEW_NONCE)) {
            response.setHeader("Cache-Control", "no-store");
            try {
                response.setHeader("Replay-Nonce", nonces.next());
            } catch (DataAccessException e) {
                // What comes next finds the same, and says so to the client.
                LOG.warn("There is no key for nonces: {}", e.toString());
            }
        }
        chain.doFilter(request, response);
    }
}
