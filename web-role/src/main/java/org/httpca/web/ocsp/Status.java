package org.httpca.web.ocsp;

import java.time.Instant;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a certificate (RFC 6960, section 2.2).
 *
 * @param reason null for a good and for an unknown one
 * @param at since when it is revoked
 * @param revision of the last word about it; 0 if there was none
 */
record Status(
        Kind kind,
        @Nullable RevocationReason reason,
        @Nullable Instant at,
        long revision) {

    enum Kind {
        GOOD,
        REVOKED,
        UNKNOWN,
        /** Nobody was ever issued it; it counts as revoked (the extended definition of section 2.2). */
        NEVER_ISSUED
    }

    static final Status UNKNOWN = new Status(Kind.UNKNOWN, null, null, 0);
    static final Status NEVER_ISSUED =
            new Status(Kind.NEVER_ISSUED, RevocationReason.CERTIFICATE_HOLD, Instant.EPOCH, 0);

    static Status good(long revision) {
        return new Status(Kind.GOOD, null, null, revision);
    }

    static Status revoked(RevocationReason reason, Instant at, long revision) {
        return new Status(Kind.REVOKED, reason, at, revision);
    }

    /** What may be said again for a while: of a certificate that is there. */
    boolean isOfACertificate() {
        return kind == Kind.GOOD || kind == Kind.REVOKED;
    }
}
