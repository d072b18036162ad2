package org.httpca.message;

import org.httpca.pki.Octets;

/**
 * A certificate revocation list.
 *
 * @param issuer the issuer's short name
 * @param shard the shard's name; empty for the list of the whole issuer
 * @param number the CRL number (RFC 5280, section 5.2.3)
 * @param crl DER
 */
public record CrlPublished(String issuer, String shard, long number, Octets crl) implements Publication {}
