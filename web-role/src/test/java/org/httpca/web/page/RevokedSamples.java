package org.httpca.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.web.certificate.ReplacementView;
import org.httpca.web.certificate.RevocationView;

/** The pages of certificates that are revoked for each reason, and of one whose revocation was asked for. */
final class RevokedSamples {
    private static final UUID ID = UUID.fromString("6e0c6a52-6b1d-4c6e-9a41-8f3b0d0f7c21");

    private RevokedSamples() {}

    static Map<String, String> pages(Templates templates) {
        Map<String, String> pages = new TreeMap<>();
        all().forEach((name, page) -> {
            pages.put(name, templates.render("web/certificate", model("certificate", page)));
            Map<String, Object> operators = model("certificate", page);
            operators.put("operator", "operator");
            operators.put("operatorBy", "token");
            operators.put("revocationError", new Fault("This was not asked for.", "It is <not> on hold."));
            pages.put(name + "-operator", templates.render("web/certificate", operators));
        });
        for (RevocationReason reason : RevocationReason.values()) {
            if (reason.isForSubscribers()) {
                RevocationPage page = RevocationPage.of(page(RevocationView.NONE), reason);
                pages.put(
                        "revocation-" + reason.label(), templates.render("web/revocation", model("revocation", page)));
            }
        }
        Map<String, Object> ask = model("words", Map.of("certificate", "issuing:5b1f00aa93c4de07a6"));
        ask.put("kept", true);
        ask.put("refused", false);
        pages.put("operator-revoke", templates.render("web/operator", ask));
        return pages;
    }

    private static Map<String, Object> model(String name, Object page) {
        return new HashMap<>(Map.of(name, page, "token", "x".repeat(86), "publicUrl", "https://ca.example.org"));
    }

    private static Map<String, CertificatePage> all() {
        Instant since = Certificates.FROM.plus(Duration.ofDays(20));
        Map<String, CertificatePage> pages = new TreeMap<>();
        pages.put("certificate-good", page(RevocationView.NONE));
        pages.put(
                "certificate-release-wanted",
                page(new RevocationView(
                        RevocationReason.CERTIFICATE_HOLD,
                        since,
                        new RevocationView.Wanted(RevocationReason.REMOVE_FROM_CRL, since),
                        null)));
        pages.put(
                "certificate-release-refused",
                page(new RevocationView(
                        RevocationReason.CERTIFICATE_HOLD,
                        since,
                        null,
                        new Problem(ProblemType.FORBIDDEN, "An administrator ordered the hold, and releases it."))));
        for (RevocationReason reason : RevocationReason.values()) {
            if (reason.isForSubscribers() && reason != RevocationReason.REMOVE_FROM_CRL) {
                pages.put("certificate-revoked-" + reason.label(), page(new RevocationView(reason, since, null, null)));
            }
        }
        pages.put(
                "certificate-revocation-wanted",
                page(new RevocationView(
                        null, null, new RevocationView.Wanted(RevocationReason.SUPERSEDED, since), null)));
        return pages;
    }

    private static CertificatePage page(RevocationView revocation) {
        return CertificatePage.of(
                Certificates.hostView(ID),
                revocation,
                ReplacementView.NONE,
                false,
                false,
                Certificates.FROM.plus(Duration.ofDays(21)));
    }
}
