package org.httpca.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.httpca.pki.RevocationReason;
import org.httpca.web.certificate.RevocationView;

/** The pages of certificates that are revoked for each reason, and of one whose revocation was asked for. */
final class RevokedSamples {
    private static final UUID ID = UUID.fromString("6e0c6a52-6b1d-4c6e-9a41-8f3b0d0f7c21");

    private RevokedSamples() {}

    static Map<String, CertificatePage> all() {
        Instant since = Certificates.FROM.plus(Duration.ofDays(20));
        Map<String, CertificatePage> pages = new TreeMap<>();
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
                Certificates.hostView(ID), revocation, false, Certificates.FROM.plus(Duration.ofDays(21)));
    }
}
