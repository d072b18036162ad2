package org.httpca.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.httpca.problem.Result;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.openid.SignIn;
import org.httpca.web.search.Words;
import org.httpca.web.session.Operator;
import org.httpca.web.session.Session;
import org.httpca.web.session.Sessions;
import org.httpca.web.settings.WebSettings;
import org.httpca.web.token.Scope;
import org.httpca.web.token.Tokens;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where an operator shows a token, so that it is good in this browser for a while; and takes that back. */
@Controller
class OperatorPages {
    private static final String CERTIFICATE = "certificate";
    private static final String ACME = "acme";

    private final Certificates certificates;
    private final Tokens tokens;
    private final Sessions sessions;
    private final SessionParts parts;
    private final FailurePages failures;
    private final boolean kept;
    private final @Nullable SignIn openId;

    OperatorPages(
            Certificates certificates,
            Tokens tokens,
            Sessions sessions,
            SessionParts parts,
            FailurePages failures,
            WebSettings settings,
            ObjectProvider<SignIn> openId) {
        this.certificates = certificates;
        this.tokens = tokens;
        this.sessions = sessions;
        this.parts = parts;
        this.failures = failures;
        this.kept = !settings.sessions().idle().isZero();
        this.openId = openId.getIfAvailable();
    }

    /** Tells a page who the operator is, and how that is known. */
    static void name(ModelAndView page, Operator operator) {
        page.addObject("operator", operator.name());
        page.addObject("operatorBy", operator.by().name().toLowerCase(Locale.ROOT));
    }

    /** Asks for a token, and keeps what is to be searched. */
    ModelAndView ask(Optional<Session> session, Result<Words> words, HttpServletResponse response) {
        return ask(session, given(words).given(), response);
    }

    /** Asks for a token, and comes back to a certificate with it. */
    ModelAndView ask(Optional<Session> session, CertificateView certificate, HttpServletResponse response) {
        return ask(session, Map.of(CERTIFICATE, certificate.issuer() + ":" + certificate.serial()), response);
    }

    /** Asks for a token, and comes back to one of the pages of ACME. */
    ModelAndView askForAcme(Optional<Session> session, String place, HttpServletResponse response) {
        return ask(session, AcmePlaces.address(place).isPresent() ? Map.of(ACME, place) : Map.of(), response);
    }

    private ModelAndView ask(Optional<Session> session, Map<String, String> kept, HttpServletResponse response) {
        response.setHeader("WWW-Authenticate", "Bearer realm=\"httpca\"");
        return page(session, kept, HttpStatus.UNAUTHORIZED, false, response);
    }

    private ModelAndView page(
            Optional<Session> session,
            Map<String, String> words,
            HttpStatus status,
            boolean refused,
            HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        ModelAndView page = new ModelAndView("web/operator", "refused", refused);
        page.addObject("kept", kept);
        page.addObject("words", words);
        if (openId != null) {
            page.addObject("openid", openId.name());
            page.addObject("openidAway", !openId.isThere());
        }
        session.ifPresent(found -> parts.equip(page, found));
        page.setStatus(status);
        return page;
    }

    /** The token comes in the body, and goes nowhere: the session is what the browser keeps. */
    @PostMapping("/operator")
    ModelAndView signIn(
            @RequestParam(defaultValue = "") String bearer,
            @RequestParam(defaultValue = "") String token,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Session> session = sessions.of(request, response);
        if (session.isPresent() && !sessions.isFormOf(session.get(), token)) {
            return failures.stale();
        }
        boolean signedIn = tokens.caller(bearer.strip())
                .filter(caller -> caller.may(Scope.OPERATOR))
                .flatMap(caller -> sessions.signIn(caller, request, response))
                .isPresent();
        return signedIn
                ? redirect(address(request.getParameterMap()))
                : page(session, wanted(request.getParameterMap()), HttpStatus.FORBIDDEN, true, response);
    }

    /** The page once more, for a provider that went away while it was shown. */
    ModelAndView again(Optional<Session> session, Map<String, String> wanted, HttpServletResponse response) {
        return page(session, wanted, HttpStatus.SERVICE_UNAVAILABLE, false, response);
    }

    /** What somebody who signs in wanted, by what the form says: a certificate that is known here, a page of ACME, or a search. */
    Map<String, String> wanted(Map<String, String[]> form) {
        String place = first(form, ACME);
        if (AcmePlaces.address(place).isPresent()) {
            return Map.of(ACME, place);
        }
        return known(form).isPresent()
                ? Map.of(CERTIFICATE, first(form, CERTIFICATE))
                : given(words(form)).given();
    }

    /** Where it is. Only what is known here is gone to, never an address that came from outside. */
    String address(Map<String, String[]> form) {
        return known(form)
                .map(found -> CertificatePage.path(found, true) + "#revoke")
                .or(() -> AcmePlaces.address(first(form, ACME)))
                .orElseGet(() -> SearchForm.address(SearchPages.PATH, given(words(form))));
    }

    @PostMapping("/operator/leave")
    ModelAndView leave(
            @RequestParam(defaultValue = "") String token, HttpServletRequest request, HttpServletResponse response) {
        Optional<Session> session = sessions.of(request, response);
        if (session.isPresent() && !sessions.isFormOf(session.get(), token)) {
            return failures.stale();
        }
        boolean atProvider = session.flatMap(sessions::operator)
                .filter(operator -> operator.by() == Operator.By.OPENID)
                .isPresent();
        session.ifPresent(sessions::signOut);
        return redirect(atProvider ? OpenIdPages.LEFT : SearchPages.PATH);
    }

    private Optional<CertificateView> known(Map<String, String[]> form) {
        return certificates.find(first(form, CERTIFICATE)) instanceof Result.Passed<CertificateView> passed
                ? Optional.of(passed.value())
                : Optional.empty();
    }

    /** What the form has besides its own fields. */
    private static Result<Words> words(Map<String, String[]> form) {
        Map<String, String[]> parameters = new HashMap<>(form);
        parameters.remove("bearer");
        parameters.remove("token");
        parameters.remove(CERTIFICATE);
        parameters.remove(ACME);
        return Words.of(parameters);
    }

    private static String first(Map<String, String[]> form, String name) {
        String[] values = form.getOrDefault(name, new String[0]);
        return values.length == 0 ? "" : values[0];
    }

    private static Words given(Result<Words> words) {
        return words instanceof Result.Passed<Words> passed ? passed.value() : Words.NONE;
    }

    static ModelAndView redirect(String address) {
        ModelAndView redirect = new ModelAndView("redirect:" + address);
        redirect.setStatus(HttpStatus.SEE_OTHER);
        return redirect;
    }
}
