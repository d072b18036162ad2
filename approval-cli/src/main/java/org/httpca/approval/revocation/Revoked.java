package org.httpca.approval.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.httpca.approval.certificate.IssuedCertificate;
import org.httpca.approval.certificate.Revocation;
import org.httpca.approval.terminal.Times;
import org.httpca.approval.terminal.VisibleText;
import org.jspecify.annotations.Nullable;

/** What a certificate is after an order that the signer counted: revoked, on hold, or released. */
public record Revoked(IssuedCertificate certificate, Revocation revocation) {
    /** The signer's CRLs list a certificate for so long after its end, and no longer. */
    private static final Duration LISTED_AFTER_ITS_END = Duration.ofDays(2);

    /** Two lines for people, with all text of others made visible. */
    public List<String> lines(Instant now) {
        String which =
                VisibleText.of(certificate.serial() + " of " + certificate.issuer() + ", " + certificate.named() + ",");
        String since = " since " + Times.at(revocation.since()) + ".";
        if (revocation.isReleased()) {
            return List.of("Released: " + which + since, "The issuer's CRL leaves it out within seconds.");
        }
        String first = revocation.isOnHold()
                ? "On hold: " + which + since
                : "Revoked: " + which + " for " + revocation.label() + since;
        boolean listed = !now.isAfter(certificate.notAfter().plus(LISTED_AFTER_ITS_END));
        return List.of(
                first,
                listed
                        ? "The issuer's CRL lists it within seconds."
                        : "It has ended at " + Times.at(certificate.notAfter()) + ", so no CRL lists it any more.");
    }

    /** For {@code --json}. Of {@code revokedAt} and {@code releasedAt}, one is null. */
    public Map<String, @Nullable Object> toMap() {
        String since = revocation.since().toString();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("issuer", certificate.issuer());
        map.put("serial", certificate.serial());
        map.put("subject", certificate.subject());
        map.put("names", certificate.identifiers());
        map.put("status", revocation.status());
        map.put("reason", revocation.label());
        map.put("revokedAt", revocation.isReleased() ? null : since);
        map.put("releasedAt", revocation.isReleased() ? since : null);
        return map;
    }
}
