package org.httpca.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.httpca.pki.Octets;
import org.httpca.problem.Result;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.http.Links;
import org.httpca.web.log.PublishedLog;
import org.httpca.web.session.Operator;
import org.httpca.web.session.Session;
import org.httpca.web.session.Sessions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** An issued certificate, read out and ready to be fetched; and for an operator, to be revoked. */
@Controller
class CertificatePages {
    /** Seconds until a browser without the script looks again. */
    private static final int SOON = 5;

    private final Certificates certificates;
    private final PublishedLog log;
    private final Sessions sessions;
    private final SessionParts parts;
    private final FailurePages failures;
    private final Links links;
    private final Clock clock;

    CertificatePages(
            Certificates certificates,
            PublishedLog log,
            Sessions sessions,
            SessionParts parts,
            FailurePages failures,
            Links links,
            Clock clock) {
        this.certificates = certificates;
        this.log = log;
        this.sessions = sessions;
        this.parts = parts;
        this.failures = failures;
        this.links = links;
        this.clock = clock;
    }

    @GetMapping("/certificates/{serial}")
    ModelAndView certificate(@PathVariable String serial, HttpServletRequest request, HttpServletResponse response) {
        Result<CertificateView> found = certificates.find(serial);
        if (found instanceof Result.Refused<CertificateView> refused) {
            return failures.answer(refused.problem());
        }
        ModelAndView page =
                page(found.orElseThrow(), serial.indexOf(':') >= 0, sessions.of(request, response), response);
        page.addObject("publicUrl", links.to(request, ""));
        return page;
    }

    /** The page for whoever has this session. */
    ModelAndView page(CertificateView view, boolean exact, Optional<Session> session, HttpServletResponse response) {
        CertificatePage shown = shown(view, exact);
        ModelAndView page = new ModelAndView("web/certificate", "certificate", shown);
        if (shown.waiting()) {
            page.addObject("reload", SOON);
        }
        Optional<Operator> operator = session.flatMap(sessions::operator);
        if (operator.isPresent()) {
            response.setHeader("Cache-Control", "no-store");
            OperatorPages.name(page, operator.get());
            parts.equip(page, session.orElseThrow());
        }
        return page;
    }

    CertificatePage shown(CertificateView view, boolean exact) {
        return CertificatePage.of(
                view,
                certificates.revocation(view),
                certificates.replacement(view),
                log.has(Octets.ofHex(view.sha256())),
                exact,
                clock.instant());
    }
}
