package org.httpca.web.openid;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The cookie of an {@link Attempt}. SameSite=Lax, since the way back comes from the provider's site; by HTTPS it has the prefix that
 * lets nobody but this very host set it (RFC 6265bis, section 4.1.3.2).
 */
final class AttemptCookie {
    private static final String NAME = "httpca-openid";

    private AttemptCookie() {}

    static Optional<Attempt> of(HttpServletRequest request) {
        Cookie @Nullable [] cookies = request.getCookies();
        for (int i = 0; cookies != null && i < cookies.length; i++) {
            if (cookies[i].getName().equals(name(request))) {
                return Attempt.of(cookies[i].getValue());
            }
        }
        return Optional.empty();
    }

    static void set(HttpServletRequest request, HttpServletResponse response, Attempt attempt) {
        set(request, response, attempt.value(), Attempt.LIFE);
    }

    static void remove(HttpServletRequest request, HttpServletResponse response) {
        set(request, response, "", Duration.ZERO);
    }

    private static void set(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name(request), value)
                        .path("/")
                        .maxAge(age)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .build()
                        .toString());
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() ? "__Host-" + NAME : NAME;
    }
}
