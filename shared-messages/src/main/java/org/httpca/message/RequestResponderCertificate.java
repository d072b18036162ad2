package org.httpca.message;

import java.time.Instant;
import java.util.UUID;
import org.httpca.pki.Octets;

/**
 * Certify a key that is to answer OCSP for an issuer (RFC 6960, section 4.2.2.2).
 *
 * @param responderId of this wish, and of no other key; the answer names it
 * @param issuer the issuer's short name
 * @param csr DER of a PKCS#10, which proves possession of the key; nothing else in it counts
 */
public record RequestResponderCertificate(UUID responderId, String issuer, Octets csr, Instant requestedAt)
        implements Command {}
