package org.httpca.web.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.httpca.pki.Octets;
import org.httpca.problem.Result;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.http.ProblemAnswers;
import org.httpca.web.issuance.Issuance;
import org.httpca.web.issuance.Renewal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/certificates/{serial}/renewal}: by whoever shows the certificate's key; no token is needed, and none counts. */
@RestController
@RequestMapping("/api/v1/certificates/{serial}/renewal")
class RenewalController {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    /** Where the container puts what the client has shown by mutual TLS (Jakarta Servlet 6, section 3.10). */
    private static final String CLIENT = "jakarta.servlet.request.X509Certificate";

    private final Certificates certificates;
    private final Issuance issuance;
    private final Submissions submissions;
    private final SubmissionAnswers answers;

    RenewalController(
            Certificates certificates, Issuance issuance, Submissions submissions, SubmissionAnswers answers) {
        this.certificates = certificates;
        this.issuance = issuance;
        this.submissions = submissions;
        this.answers = answers;
    }

    /**
     * What a client sends.
     *
     * @param csr PEM
     * @param proof PEM of a PKCS#10 that the certificate's key signed; not where the CSR is for the same key, or TLS is the proof
     */
    record RenewalJson(
            @Nullable String csr,
            @Nullable String proof,
            @Nullable String note) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Nullable
    Object renew(
            @PathVariable String serial,
            @RequestBody RenewalJson body,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key,
            HttpServletRequest call,
            HttpServletResponse response) {
        byte[] csr = body.csr() == null ? new byte[0] : body.csr().getBytes(StandardCharsets.UTF_8);
        return renew(serial, csr, body, key, call, response);
    }

    @PostMapping(consumes = {"application/pkcs10", "application/x-pem-file"})
    @Nullable
    Object renew(
            @PathVariable String serial,
            @RequestBody(required = false) byte @Nullable [] csr,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key,
            HttpServletRequest call,
            HttpServletResponse response) {
        byte[] body = csr == null ? new byte[0] : csr;
        return renew(serial, body, new RenewalJson(null, second(body), null), key, call, response);
    }

    /** The PEM block behind the first, which is the proof; null where there is none. */
    private static @Nullable String second(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int end = text.startsWith("0") ? -1 : text.indexOf("-----END ");
        int second = end < 0 ? -1 : text.indexOf("-----BEGIN ", end);
        return second < 0 ? null : text.substring(second);
    }

    private @Nullable Object renew(
            String serial,
            byte[] csr,
            RenewalJson body,
            @Nullable String key,
            HttpServletRequest call,
            HttpServletResponse response) {
        Result<String> known = submissions.idempotencyKey(key);
        if (known instanceof Result.Refused<String> refused) {
            return ProblemAnswers.json(refused.problem());
        }
        String checked = known.orElseThrow();
        Result<CertificateView> found = certificates.find(serial);
        return answers.answer(
                found.flatMap(certificate -> issuance.renew(
                        new Renewal(
                                certificate,
                                Octets.of(csr),
                                body.proof(),
                                client(call),
                                call.getRemoteAddr(),
                                body.note(),
                                call.getHeader("X-Correlation-Id")),
                        checked.isEmpty() ? null : checked)),
                call,
                response);
    }

    /** SHA-256 of the certificate whose key the client has shown; null where no client was asked. */
    private static @Nullable String client(HttpServletRequest call) {
        if (!(call.getAttribute(CLIENT) instanceof X509Certificate[] chain) || chain.length == 0) {
            return null;
        }
        try {
            return Octets.of(chain[0].getEncoded()).sha256().hex();
        } catch (CertificateEncodingException e) {
            return null;
        }
    }
}
