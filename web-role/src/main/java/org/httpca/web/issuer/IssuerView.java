package org.httpca.web.issuer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.httpca.pki.Octets;

/**
 * A CA certificate.
 *
 * @param name the short name that stands in URLs
 * @param certificate DER
 * @param chain the CA certificates above it, DER, the root last; empty for a root
 * @param alternates other chains without their roots: each begins with a certificate of the same name and key
 * @param sha256 of the DER, hexadecimal
 * @param subject RFC 4514
 * @param keySha256 of the DER of its SubjectPublicKeyInfo, hexadecimal
 * @param crls what is known of its CRLs, the whole one first
 */
public record IssuerView(
        String name,
        Octets certificate,
        List<Octets> chain,
        boolean root,
        List<List<Octets>> alternates,
        String sha256,
        String subject,
        String serial,
        String keyLabel,
        String keySha256,
        Instant notBefore,
        Instant notAfter,
        List<CrlView> crls) {

    /** The whole CRL, if one has been published. */
    public Optional<CrlView> crl() {
        return crls.stream().filter(crl -> crl.shard().isEmpty()).findFirst();
    }

    /**
     * What a server sends instead, whose clients trust another root.
     *
     * @param place from 2 on: what {@link #chainForServers} gives is the first
     * @return empty if there is none
     */
    public List<Octets> alternate(int place) {
        if (place < 2 || place - 2 >= alternates.size()) {
            return List.of();
        }
        return alternates.get(place - 2);
    }

    /** The one that is asked for; from 1 on. */
    public List<Octets> chainForServers(int place) {
        return place == 1 ? chainForServers() : alternate(place);
    }

    /** The certificates above it without the root, which whoever trusts it has already. */
    public List<Octets> chainBelowRoot() {
        return chain.isEmpty() ? chain : chain.subList(0, chain.size() - 1);
    }

    /**
     * What a server sends after its own certificate (RFC 8446, section 4.4.2): this issuer and those above it, without the
     * root; empty if this is the root.
     */
    public List<Octets> chainForServers() {
        if (root) {
            return List.of();
        }
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(certificate), chainBelowRoot().stream())
                .toList();
    }
}
