package org.httpca.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.httpca.problem.ProblemType;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes addresses in one spelling only: no parameters of a path, and no letter, digit or slash in percents, which RFC 3986 (section 2.3) asks
 * nobody to write. The filters compare paths as they came, and whatever comes behind them decodes: what means the same must be the
 * same, lest one of them be passed.
 */
@Component
@Order(Filters.PATH)
class PlainPathFilter extends OncePerRequestFilter {
    private static final String OCSP = "/ocsp";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean base64 = OCSP.equals(request.getServletPath());
        if (isPlain(request.getRequestURI()) && (base64 || !hasSlashInPercents(request.getRequestURI()))) {
            chain.doFilter(request, response);
        } else {
            Refusals.refuse(
                    request,
                    response,
                    ProblemType.MALFORMED,
                    "Write the address plainly: without ';', and letters, digits and slashes as themselves.");
        }
    }

    /** Requests of OCSP are base64 in a path, and have them (RFC 5019, section 5); nothing else here does. */
    static boolean hasSlashInPercents(String path) {
        int at = path.indexOf("%2");
        while (at >= 0) {
            if (path.startsWith("f", at + 2) || path.startsWith("F", at + 2)) {
                return true;
            }
            at = path.indexOf("%2", at + 1);
        }
        return false;
    }

    static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            char at = path.charAt(i);
            if (at == ';' || (at == '%' && isUnreserved(path, i + 1))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(String path, int at) {
        if (at + 2 > path.length()) {
            return false;
        }
        int high = Character.digit(path.charAt(at), 16);
        int low = Character.digit(path.charAt(at + 1), 16);
        int octet = high * 16 + low;
        return high >= 0 && low >= 0 && octet < 128 && (Character.isLetterOrDigit(octet) || "-._~".indexOf(octet) >= 0);
    }
}
