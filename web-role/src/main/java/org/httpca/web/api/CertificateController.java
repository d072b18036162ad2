package org.httpca.web.api;

import jakarta.servlet.http.HttpServletRequest;
import org.httpca.problem.Result;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.http.Links;
import org.httpca.web.http.ProblemAnswers;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/certificates/{serial}}. */
@RestController
class CertificateController {
    private final Certificates certificates;
    private final Links links;
    private final Tagged tagged;

    CertificateController(Certificates certificates, Links links, Tagged tagged) {
        this.certificates = certificates;
        this.links = links;
        this.tagged = tagged;
    }

    @GetMapping(path = "/api/v1/certificates/{serial}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> get(@PathVariable String serial, HttpServletRequest call) {
        Result<CertificateView> found = certificates.find(serial);
        if (found instanceof Result.Refused<CertificateView> refused) {
            return ProblemAnswers.json(refused.problem());
        }
        CertificateView certificate = found.orElseThrow();
        String url = links.to(call, "/certificates/" + certificate.serial());
        String issuer = links.to(call, "/ca/" + certificate.issuer());
        return tagged.answer(
                CertificateJson.of(
                        certificate,
                        certificates.revocation(certificate),
                        certificates.replacement(certificate),
                        path -> links.to(call, path)),
                ResponseEntity.ok()
                        .header(
                                HttpHeaders.LINK,
                                "<" + issuer + ">; rel=\"up\"",
                                "<" + url + "/cert.cer>; rel=\"alternate\"; type=\"application/pkix-cert\""));
    }
}
