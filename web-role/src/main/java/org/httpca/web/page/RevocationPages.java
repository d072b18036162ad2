package org.httpca.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.Result;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.certificate.RevocationView;
import org.httpca.web.issuance.Issuance;
import org.httpca.web.issuance.Revocation;
import org.httpca.web.session.Operator;
import org.httpca.web.session.Session;
import org.httpca.web.session.Sessions;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Revocation, hold and release by an operator who has shown a token in this browser: chosen, looked at once more, and asked for. */
@Controller
class RevocationPages {
    private static final String PATH = "/certificates/{serial}/revocation";

    private final Certificates certificates;
    private final CertificatePages pages;
    private final Issuance issuance;
    private final Sessions sessions;
    private final SessionParts parts;
    private final OperatorPages operators;
    private final FailurePages failures;
    private final Words words;

    RevocationPages(
            Certificates certificates,
            CertificatePages pages,
            Issuance issuance,
            Sessions sessions,
            SessionParts parts,
            OperatorPages operators,
            FailurePages failures,
            Words words) {
        this.certificates = certificates;
        this.pages = pages;
        this.issuance = issuance;
        this.sessions = sessions;
        this.parts = parts;
        this.operators = operators;
        this.failures = failures;
        this.words = words;
    }

    /** For operators the form is on the certificate's own page; others are asked for a token first. */
    @GetMapping(PATH)
    ModelAndView form(@PathVariable String serial, HttpServletRequest request, HttpServletResponse response) {
        Result<CertificateView> found = certificates.find(serial);
        if (found instanceof Result.Refused<CertificateView> refused) {
            return failures.answer(refused.problem());
        }
        Optional<Session> session = sessions.of(request, response);
        return session.flatMap(sessions::operator).isPresent()
                ? seeOther(found.orElseThrow())
                : operators.ask(session, found.orElseThrow(), response);
    }

    @PostMapping(PATH)
    ModelAndView revoke(
            @PathVariable String serial,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String token,
            HttpServletRequest request,
            HttpServletResponse response) {
        Result<CertificateView> found = certificates.find(serial);
        if (found instanceof Result.Refused<CertificateView> refused) {
            return failures.answer(refused.problem());
        }
        CertificateView certificate = found.orElseThrow();
        Optional<Session> session = sessions.of(request, response);
        Optional<Operator> operator = session.flatMap(sessions::operator);
        if (operator.isEmpty()) {
            return operators.ask(session, certificate, response);
        }
        if (!sessions.isFormOf(session.orElseThrow(), token)) {
            return failures.stale();
        }
        Optional<RevocationReason> chosen = RevocationReason.ofLabel(reason).filter(RevocationReason::isForSubscribers);
        if (chosen.isEmpty()) {
            return again(certificate, session, Fault.of(words.say("revoke.reason.missing")), 400, response);
        }
        if (!act.equals("send")) {
            return lastLook(certificate, chosen.get(), session.orElseThrow(), response);
        }
        Revocation wish = new Revocation(chosen.get(), operator.get().principal(), request.getRemoteAddr(), null);
        Result<RevocationView> outcome = issuance.revoke(certificate, wish);
        if (outcome instanceof Result.Refused<RevocationView> refused) {
            Fault fault = new Fault(
                    words.say("revoke.refused.here"),
                    Shown.line(refused.problem().detail()));
            return again(certificate, session, fault, refused.problem().type().status(), response);
        }
        return seeOther(certificate);
    }

    private ModelAndView lastLook(
            CertificateView certificate, RevocationReason reason, Session session, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        ModelAndView page = new ModelAndView(
                "web/revocation", "revocation", RevocationPage.of(pages.shown(certificate, true), reason));
        parts.equip(page, session);
        return page;
    }

    private ModelAndView again(
            CertificateView certificate,
            Optional<Session> session,
            Fault fault,
            int status,
            HttpServletResponse response) {
        ModelAndView page = pages.page(certificate, true, session, response);
        page.addObject("revocationError", fault);
        page.setStatus(HttpStatusCode.valueOf(status));
        return page;
    }

    private static ModelAndView seeOther(CertificateView certificate) {
        ModelAndView redirect = new ModelAndView("redirect:" + CertificatePage.path(certificate, true) + "#revocation");
        redirect.setStatus(HttpStatus.SEE_OTHER);
        return redirect;
    }
}
