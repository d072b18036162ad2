package org.httpca.web.acme.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as operators see it.
 *
 * @param status {@code valid}, {@code deactivated} or {@code revoked}
 * @param contacts mailto URIs
 * @param thumbprint of its key: RFC 7638, SHA-256, base64url
 * @param source the address that it was made from
 * @param termsAgreedAt when its holder agreed to the terms of service
 * @param externalKey the operator's name for the key that bound it
 */
public record AccountSummary(
        UUID id,
        String status,
        List<String> contacts,
        String thumbprint,
        String source,
        Instant madeAt,
        @Nullable Instant termsAgreedAt,
        @Nullable String externalKey) {

    public AccountSummary {
        contacts = List.copyOf(contacts);
    }

    public boolean isValid() {
        return status.equals(Account.VALID);
    }
}
