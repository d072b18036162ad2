package org.httpca.web.issuer;

import java.time.Instant;
import org.httpca.pki.Octets;

/** A CRL as it is served: DER (RFC 5280, section 5). */
public record Crl(Octets der, Instant thisUpdate, Instant nextUpdate) {}
