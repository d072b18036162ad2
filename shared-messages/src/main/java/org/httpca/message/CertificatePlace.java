package org.httpca.message;

import java.time.Instant;

/** A certificate's place in the order in which both sides have them: by notBefore, then issuer, then serial number. */
public record CertificatePlace(Instant notBefore, String issuer, String serial)
        implements Comparable<CertificatePlace> {
    @Override
    public int compareTo(CertificatePlace other) {
        int order = notBefore.compareTo(other.notBefore);
        order = order != 0 ? order : issuer.compareTo(other.issuer);
        return order != 0 ? order : serial.compareTo(other.serial);
    }
}
