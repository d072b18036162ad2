package org.httpca.web.page;

import java.time.Clock;
import java.util.Map;
import org.httpca.problem.Result;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.Certificates;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** An issued certificate, read out and ready to be fetched. */
@Controller
class CertificatePages {
    private final Certificates certificates;
    private final FailurePages failures;
    private final Clock clock;

    CertificatePages(Certificates certificates, FailurePages failures, Clock clock) {
        this.certificates = certificates;
        this.failures = failures;
        this.clock = clock;
    }

    @GetMapping("/certificates/{serial}")
    ModelAndView certificate(@PathVariable String serial) {
        Result<CertificateView> found = certificates.find(serial);
        if (found instanceof Result.Refused<CertificateView> refused) {
            return failures.answer(refused.problem());
        }
        CertificateView view = found.orElseThrow();
        CertificatePage page =
                CertificatePage.of(view, certificates.revocation(view), serial.indexOf(':') >= 0, clock.instant());
        return new ModelAndView("web/certificate", Map.of("certificate", page));
    }
}
