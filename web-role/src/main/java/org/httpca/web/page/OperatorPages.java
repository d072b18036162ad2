package org.httpca.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.httpca.problem.Result;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.search.Words;
import org.httpca.web.session.Session;
import org.httpca.web.session.Sessions;
import org.httpca.web.settings.WebSettings;
import org.httpca.web.token.Scope;
import org.httpca.web.token.Tokens;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where an operator shows a token, so that it is good in this browser for a while; and takes that back. */
@Controller
class OperatorPages {
    private static final String CERTIFICATE = "certificate";

    private final Certificates certificates;
    private final Tokens tokens;
    private final Sessions sessions;
    private final SessionParts parts;
    private final FailurePages failures;
    private final boolean kept;

    OperatorPages(
            Certificates certificates,
            Tokens tokens,
            Sessions sessions,
            SessionParts parts,
            FailurePages failures,
            WebSettings settings) {
        this.certificates = certificates;
        this.tokens = tokens;
        this.sessions = sessions;
        this.parts = parts;
        this.failures = failures;
        this.kept = !settings.sessions().idle().isZero();
    }

    /** Asks for a token, and keeps what is to be searched. */
    ModelAndView ask(Optional<Session> session, Result<Words> words, HttpServletResponse response) {
        return ask(session, given(words).given(), response);
    }

    /** Asks for a token, and comes back to a certificate with it. */
    ModelAndView ask(Optional<Session> session, CertificateView certificate, HttpServletResponse response) {
        return ask(session, Map.of(CERTIFICATE, certificate.issuer() + ":" + certificate.serial()), response);
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
        session.ifPresent(found -> parts.equip(page, found));
        page.setStatus(status);
        return page;
    }

    /** The token comes in the body, and goes nowhere: the session is what the browser keeps. */
    @PostMapping("/operator")
    ModelAndView signIn(
            @RequestParam(defaultValue = "") String bearer,
            @RequestParam(defaultValue = "") String certificate,
            @RequestParam(defaultValue = "") String token,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Session> session = sessions.of(request, response);
        if (session.isPresent() && !sessions.isFormOf(session.get(), token)) {
            return failures.stale();
        }
        // Only what is known here is gone to.
        Optional<CertificateView> wanted = known(certificate);
        Words words = given(words(request));
        boolean signedIn = tokens.caller(bearer.strip())
                .filter(caller -> caller.may(Scope.OPERATOR))
                .flatMap(caller -> sessions.signIn(caller, request, response))
                .isPresent();
        return signedIn
                ? redirect(wanted.map(found -> CertificatePage.path(found, true) + "#revoke")
                        .orElseGet(() -> SearchForm.address(SearchPages.PATH, words)))
                : page(
                        session,
                        wanted.isPresent() ? Map.of(CERTIFICATE, certificate) : words.given(),
                        HttpStatus.FORBIDDEN,
                        true,
                        response);
    }

    @PostMapping("/operator/leave")
    ModelAndView leave(
            @RequestParam(defaultValue = "") String token, HttpServletRequest request, HttpServletResponse response) {
        Optional<Session> session = sessions.of(request, response);
        if (session.isPresent() && !sessions.isFormOf(session.get(), token)) {
            return failures.stale();
        }
        session.ifPresent(sessions::signOut);
        return redirect(SearchPages.PATH);
    }

    private Optional<CertificateView> known(String certificate) {
        return certificates.find(certificate) instanceof Result.Passed<CertificateView> passed
                ? Optional.of(passed.value())
                : Optional.empty();
    }

    /** What the form has besides its own fields. */
    private static Result<Words> words(HttpServletRequest request) {
        Map<String, String[]> parameters = new HashMap<>(request.getParameterMap());
        parameters.remove("bearer");
        parameters.remove("token");
        parameters.remove(CERTIFICATE);
        return Words.of(parameters);
    }

    private static Words given(Result<Words> words) {
        return words instanceof Result.Passed<Words> passed ? passed.value() : Words.NONE;
    }

    private static ModelAndView redirect(String address) {
        ModelAndView redirect = new ModelAndView("redirect:" + address);
        redirect.setStatus(HttpStatus.SEE_OTHER);
        return redirect;
    }
}
