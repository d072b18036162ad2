package org.httpca.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Links on every page to the same page in the other languages. They are plain ones, with a query and no path, so that the page
 * stays; who follows one is remembered by a cookie.
 */
final class LanguageSwitch implements HandlerInterceptor {
    /** What the frame of the pages draws the links from. Nothing after a POST: a link would lead away from its answer. */
    static final String ATTRIBUTE = "languages";

    private static final Set<String> READING = Set.of("GET", "HEAD");

    /**
     * One link.
     *
     * @param code the end of the key of the language's own name
     * @param tag for lang and hreflang
     */
    record Choice(String code, String tag, String href, boolean current) {}

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isFile(request.getRequestURI())) {
            return true;
        }
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.COOKIE);
        if (READING.contains(request.getMethod())) {
            LanguageResolver.asked(request).ifPresent(language -> remember(language, request, response));
            request.setAttribute(ATTRIBUTE, choices(request.getQueryString(), LanguageResolver.of(request)));
        }
        return true;
    }

    /** Downloads have an extension, pages have none. */
    private static boolean isFile(String path) {
        return path.indexOf('.', path.lastIndexOf('/') + 1) >= 0;
    }

    private static void remember(Language language, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(LanguageResolver.NAME, language.code())
                        .path("/")
                        .maxAge(Duration.ofDays(365))
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .build()
                        .toString());
    }

    static List<Choice> choices(@Nullable String query, Language now) {
        String rest = query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .filter(parameter -> !parameter.isEmpty() && !parameter.startsWith(LanguageResolver.NAME + "="))
                        .map(parameter -> parameter + "&")
                        .collect(Collectors.joining());
        return Arrays.stream(Language.values())
                .map(language -> new Choice(
                        language.code(),
                        language.locale().toLanguageTag(),
                        "?" + rest + LanguageResolver.NAME + "=" + language.code(),
                        language == now))
                .toList();
    }
}
