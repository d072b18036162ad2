package org.httpca.message;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A certificate is on hold no longer, and good again. */
public record CertificateReleased(
        String issuer,
        String serial,
        long revision,
        Instant releasedAt,
        @Nullable UUID revocationId) implements CertificateEvent {}
