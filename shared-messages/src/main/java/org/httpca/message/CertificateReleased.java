package org.httpca.message;

import java.time.Instant;

/** A certificate is on hold no longer, and good again. */
public record CertificateReleased(String issuer, String serial, long revision, Instant releasedAt)
        implements CertificateEvent {}
