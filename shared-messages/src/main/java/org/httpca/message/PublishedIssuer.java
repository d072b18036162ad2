package org.httpca.message;

import java.util.List;
import org.httpca.pki.Octets;

/**
 * A CA certificate.
 *
 * @param name the short name that stands in URLs
 * @param certificate DER
 * @param chain the certificates above it, DER, the root last; empty for a root
 */
public record PublishedIssuer(String name, Octets certificate, List<Octets> chain, boolean root) {}
