package org.httpca.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.httpca.problem.Result;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.http.Links;
import org.httpca.web.http.ProblemAnswers;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/certificates/{serial}}. */
@RestController
class CertificateController {
    private final Certificates certificates;
    private final Links links;

    CertificateController(Certificates certificates, Links links) {
        this.certificates = certificates;
        this.links = links;
    }

    @GetMapping("/api/v1/certificates/{serial}")
    ResponseEntity<Object> get(@PathVariable String serial, HttpServletRequest call) {
        Result<CertificateView> found = certificates.find(serial);
        if (found instanceof Result.Refused<CertificateView> refused) {
            return ProblemAnswers.json(refused.problem());
        }
        CertificateView certificate = found.orElseThrow();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .body(CertificateJson.of(certificate, links.to(call, "/certificates/" + certificate.serial())));
    }

    /**
     * A certificate, without its request: whoever knows that id may see the request.
     *
     * @param url its page; its files are under it
     */
    record CertificateJson(
            String issuer,
            String serial,
            String subject,
            List<String> names,
            String key,
            String sha256,
            String publicKeySha256,
            Instant notBefore,
            Instant notAfter,
            String url) {

        static CertificateJson of(CertificateView certificate, String url) {
            return new CertificateJson(
                    certificate.issuer(),
                    certificate.serial(),
                    certificate.subject(),
                    certificate.names(),
                    certificate.keyLabel(),
                    certificate.sha256(),
                    certificate.spkiSha256(),
                    certificate.notBefore(),
                    certificate.notAfter(),
                    url);
        }
    }
}
