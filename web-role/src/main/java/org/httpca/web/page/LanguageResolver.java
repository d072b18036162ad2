package org.httpca.web.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Which language to answer in: the one that the address asks for (the switch), else the one of an earlier switch (a cookie, that
 * holds nothing else), else the best of what the browser says (RFC 9110, section 12.5.4).
 */
final class LanguageResolver implements LocaleResolver {
    static final String NAME = "language";
    private static final Pattern PARAMETER = Pattern.compile("(?:^|&)" + NAME + "=([a-z]{2})(?:&|$)");

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return of(request).locale();
    }

    static Language of(HttpServletRequest request) {
        return asked(request).or(() -> kept(request)).orElseGet(() -> accepted(request));
    }

    /** Out of the query alone: reading the parameters would read a form, before anything has looked at its size. */
    static Optional<Language> asked(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null) {
            return Optional.empty();
        }
        Matcher parameter = PARAMETER.matcher(query);
        return parameter.find() ? Language.of(parameter.group(1)) : Optional.empty();
    }

    private static Optional<Language> kept(HttpServletRequest request) {
        Cookie @Nullable [] cookies = request.getCookies();
        for (int i = 0; cookies != null && i < cookies.length; i++) {
            if (cookies[i].getName().equals(NAME)) {
                return Language.of(cookies[i].getValue());
            }
        }
        return Optional.empty();
    }

    /** Without the header a servlet container names the server's own language, which says nothing of the reader. */
    private static Language accepted(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null
                ? Language.ENGLISH
                : Language.preferred(Collections.list(request.getLocales()));
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("the reader chooses the language");
    }
}
