package org.httpca.web.acme.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an order is made for besides its names.
 *
 * @param profile of the signer; null before it has published any
 * @param notBefore what was asked for, in whole seconds; null for what the profile gives
 * @param notAfter as {@code notBefore}
 * @param replaces the certificate that is replaced (RFC 9773, section 5); null if none
 */
record Terms(
        @Nullable String profile,
        @Nullable Instant notBefore,
        @Nullable Instant notAfter,
        @Nullable Replaced replaces) {

    static final Terms NONE = new Terms(null, null, null, null);

    /**
     * A certificate.
     *
     * @param id as the client wrote it
     * @param issuer short name
     * @param serial lower-case hexadecimal
     */
    record Replaced(String id, String issuer, String serial) {
        /** As messages and {@link org.httpca.web.certificate.Certificates} name it. */
        String place() {
            return issuer + ":" + serial;
        }
    }
}
