package org.httpca.web.acme.renewalinfo;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That certificates are to be renewed before they would be. It is about those that there were when it was made: what replaces them lives on.
 *
 * @param madeBy the operator's token
 * @param reason for operators
 * @param explanationUrl for the people behind the clients; null for none
 * @param issuer short name; null for each
 * @param profile null for each
 * @param name what one of the certificate's names contains, in lower case; null for any
 * @param serials lower-case hexadecimal; null for any
 */
public record RenewalWindow(
        UUID id,
        Instant madeAt,
        String madeBy,
        String reason,
        @Nullable String explanationUrl,
        Instant startsAt,
        Instant endsAt,
        @Nullable String issuer,
        @Nullable String profile,
        @Nullable String name,
        @Nullable List<String> serials) {

    public RenewalWindow {
        serials = serials == null ? null : List.copyOf(serials);
    }
}
