package org.httpca.web.issuer;

import java.time.Instant;
import org.httpca.pki.Octets;

/**
 * A CRL as it is served (RFC 5280, section 5), without its DER.
 *
 * @param length of the DER
 * @param sha256 of the DER
 */
public record Crl(
        String issuer, String shard, long number, long length, Octets sha256, Instant thisUpdate, Instant nextUpdate) {}
