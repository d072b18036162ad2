package org.httpca.web.api;

import java.time.Instant;
import java.util.List;
import org.httpca.web.search.Found;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that was found.
 *
 * @param status {@code valid}, {@code not-yet-valid}, {@code expired}, {@code on-hold} or {@code revoked}
 * @param reason by its name of RFC 5280, section 5.3.1; null for one that is neither revoked nor on hold
 * @param since since when it is
 * @param requestedBy the token, such as {@code token:NAME}; null for somebody anonymous
 * @param url its page; its files are under it
 */
record FoundJson(
        String issuer,
        String serial,
        String status,
        @Nullable String reason,
        @Nullable Instant since,
        String subject,
        List<String> names,
        String key,
        String sha256,
        String publicKeySha256,
        Instant notBefore,
        Instant notAfter,
        @Nullable String requestedBy,
        @Nullable String requesterName,
        @Nullable String requesterEmail,
        String url) {

    /** @param url of the installation, without a slash at its end */
    static FoundJson of(Found found, String url) {
        return new FoundJson(
                found.issuer(),
                found.serial(),
                found.status().word(),
                found.reason() == null ? null : found.reason().label(),
                found.since(),
                found.subject(),
                found.names(),
                found.key(),
                found.sha256(),
                found.spkiSha256(),
                found.notBefore(),
                found.notAfter(),
                found.requester().principal(),
                found.requester().name(),
                found.requester().email(),
                url + found.path());
    }
}
