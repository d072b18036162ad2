package org.httpca.signer.issuer;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;

/** The CAs that this signer issues from, by their short names. */
public final class Issuers {
    private final Map<String, Issuer> byName;

    /** @throws IllegalArgumentException for two of one name */
    public Issuers(List<Issuer> issuers) {
        Map<String, Issuer> all = new LinkedHashMap<>();
        for (Issuer issuer : issuers) {
            if (all.put(issuer.name(), issuer) != null) {
                throw new IllegalArgumentException("There are two issuers '" + issuer.name() + "'");
            }
        }
        this.byName = Collections.unmodifiableMap(all);
    }

    public Optional<Issuer> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The certificate of an issuer and those above it; empty for one that this signer has not. */
    public Collection<X509CertificateHolder> chain(String name) {
        return find(name).map(Issuer::chain).orElse(List.of());
    }

    /** The first one first, then by their names. */
    public Collection<Issuer> all() {
        return byName.values();
    }
}
