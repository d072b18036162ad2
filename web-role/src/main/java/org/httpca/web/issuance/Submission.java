package org.httpca.web.issuance;

import org.httpca.message.Requester;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for, unchecked.
 *
 * @param door where it came in: "api", "form" …
 * @param principal who asks, as the door has found out; null for an anonymous one
 * @param source the client's address
 * @param csr a PKCS#10 (RFC 2986), PEM or DER
 * @param profile the profile's name; null for the default one
 * @param correlationId follows it through every role's log; null to have one made
 */
public record Submission(
        String door,
        @Nullable String principal,
        String source,
        Octets csr,
        @Nullable String profile,
        @Nullable Requester requester,
        @Nullable String note,
        @Nullable String correlationId) {}
