package org.httpca.web.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The cookie that a session is known by: 256 random bits. By HTTPS its name has the prefix that lets nobody but this very host set
 * it, and only by HTTPS (RFC 6265bis, section 4.1.3.2); what goes by plain HTTP is not believed there.
 */
final class SessionCookie {
    static final String NAME = "httpca-session";
    static final String SECURE_NAME = "__Host-" + NAME;

    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private SessionCookie() {}

    static Optional<String> of(HttpServletRequest request) {
        String name = name(request);
        Cookie @Nullable [] cookies = request.getCookies();
        for (int i = 0; cookies != null && i < cookies.length; i++) {
            if (cookies[i].getName().equals(name)
                    && VALUE.matcher(cookies[i].getValue()).matches()) {
                return Optional.of(cookies[i].getValue());
            }
        }
        return Optional.empty();
    }

    /** @param age for how long the browser keeps it; none takes it away */
    static void set(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
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
        return request.isSecure() ? SECURE_NAME : NAME;
    }
}
