package org.httpca.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.httpca.web.openid.Attempt;
import org.httpca.web.openid.Outcome;
import org.httpca.web.openid.Outcome.Reason;
import org.httpca.web.openid.SignIn;
import org.httpca.web.session.Session;
import org.httpca.web.session.Sessions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The way of an operator to the OpenID provider and back, and out. The browser is sent to the provider by a page that refreshes to
 * there: a redirection in answer to a form would need the provider, and whatever it redirects to in turn, among the targets of our
 * forms (form-action of the Content-Security-Policy).
 */
@Controller
@ConditionalOnProperty("httpca.openid.issuer")
class OpenIdPages {
    static final String LEFT = "/operator/left";

    private final SignIn signIn;
    private final Sessions sessions;
    private final OperatorPages operators;
    private final FailurePages failures;

    OpenIdPages(SignIn signIn, Sessions sessions, OperatorPages operators, FailurePages failures) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.operators = operators;
        this.failures = failures;
    }

    /** Off to the provider. */
    @PostMapping(SignIn.CALLBACK)
    ModelAndView begin(
            @RequestParam(defaultValue = "") String token, HttpServletRequest request, HttpServletResponse response) {
        Optional<Session> session = sessions.of(request, response);
        if (session.isPresent() && !sessions.isFormOf(session.get(), token)) {
            return failures.stale();
        }
        Map<String, String> wanted = operators.wanted(request.getParameterMap());
        Optional<URI> provider = signIn.begin(query(wanted), request, response);
        return provider.isPresent()
                ? away(provider.get(), "going", response)
                : operators.again(session, wanted, response);
    }

    /** Back from the provider. */
    @GetMapping(SignIn.CALLBACK)
    ModelAndView finish(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        Optional<Attempt> attempt = signIn.take(request, response);
        if (attempt.isEmpty()) {
            return page("stale", HttpStatus.BAD_REQUEST);
        }
        Outcome outcome = signIn.finish(attempt.get(), request.getParameterMap());
        if (outcome instanceof Outcome.Vouched vouched) {
            return sessions.signIn(vouched.identity(), request, response).isPresent()
                    ? OperatorPages.redirect(
                            operators.address(parameters(attempt.get().back())))
                    : operators.again(Optional.empty(), Map.of(), response);
        }
        if (outcome instanceof Outcome.NoOperator somebody) {
            ModelAndView page = page("nobody", HttpStatus.FORBIDDEN);
            page.addObject("who", Shown.line(somebody.displayName()));
            return page;
        }
        Reason reason = ((Outcome.Failed) outcome).reason();
        return page(reason.name().toLowerCase(Locale.ROOT), status(reason));
    }

    /** Left here; whoever wants to can leave there, too. */
    @GetMapping(LEFT)
    ModelAndView left(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        ModelAndView page = page("left", HttpStatus.OK);
        page.addObject("end", signIn.end().isPresent());
        return page;
    }

    @PostMapping(LEFT)
    ModelAndView leaveThere(HttpServletResponse response) {
        Optional<URI> provider = signIn.end();
        return provider.isPresent()
                ? away(provider.get(), "leaving", response)
                : page("away", HttpStatus.SERVICE_UNAVAILABLE);
    }

    private ModelAndView away(URI provider, String name, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Refresh", "0;url=" + provider.toASCIIString());
        return page(name, HttpStatus.OK);
    }

    private ModelAndView page(String name, HttpStatus status) {
        ModelAndView page = new ModelAndView("web/openid", "outcome", name);
        page.addObject("provider", signIn.name());
        page.setStatus(status);
        return page;
    }

    private static HttpStatus status(Reason reason) {
        return switch (reason) {
            case STALE -> HttpStatus.BAD_REQUEST;
            case DECLINED, UNTRUSTED -> HttpStatus.FORBIDDEN;
            case AWAY, BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    private static String query(Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The other way round; a cookie can say anything. */
    private static Map<String, String[]> parameters(String query) {
        Map<String, String[]> parameters = new HashMap<>();
        for (String each : query.split("&")) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                try {
                    String value = URLDecoder.decode(each.substring(equals + 1), StandardCharsets.UTF_8);
                    parameters.put(each.substring(0, equals), new String[] {value});
                } catch (IllegalArgumentException e) {
                    return Map.of();
                }
            }
        }
        return parameters;
    }
}
