package org.httpca.web.issuer;

import java.time.Instant;

/**
 * What is known of a CRL without its bytes.
 *
 * @param shard "" for the whole CRL
 * @param number its CRL number (RFC 5280, section 5.2.3), or the number it was published with
 */
public record CrlView(String shard, long number, Instant thisUpdate, Instant nextUpdate) {}
