package org.httpca.web.page;

import java.util.List;
import java.util.Set;
import org.httpca.pki.RevocationReason;

/**
 * The last look before a certificate is revoked or released.
 *
 * @param reason the name that RFC 5280 gives it
 * @param effect "final", "blocks", "hold" or "release": what will come of it
 */
record RevocationPage(CertificatePage certificate, String reason, String effect) {
    private static final Set<String> TELLING = Set.of("subject", "names", "issuer");

    static RevocationPage of(CertificatePage certificate, RevocationReason reason) {
        return new RevocationPage(certificate, reason.label(), effect(reason));
    }

    /** By what an operator knows it. */
    public List<CertificateFacts.Fact> facts() {
        return certificate.facts().stream()
                .filter(fact -> TELLING.contains(fact.name()))
                .toList();
    }

    private static String effect(RevocationReason reason) {
        return switch (reason) {
            case KEY_COMPROMISE -> "blocks";
            case CERTIFICATE_HOLD -> "hold";
            case REMOVE_FROM_CRL -> "release";
            default -> "final";
        };
    }
}
