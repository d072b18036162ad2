package org.httpca.message;

import java.util.List;
import org.httpca.pki.Octets;

/**
 * A CA certificate.
 *
 * @param name the short name that stands in URLs
 * @param certificate DER
 * @param chain the certificates above it, DER, the root last; empty for a root
 * @param alternates other chains, each DER after DER: a certificate of the same name and key, and those above it; the root may be
 *     left out
 */
public record PublishedIssuer(
        String name, Octets certificate, List<Octets> chain, boolean root, List<List<Octets>> alternates) {

    public PublishedIssuer {
        alternates = alternates == null ? List.of() : List.copyOf(alternates); // signers did not say before
    }
}
