package org.httpca.signer.issuer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/** The trust anchors that are published, by their short names: those above the issuers, and others that are to be installed in time. */
public final class Roots {
    private final Map<String, Root> byName;

    private Roots(Map<String, Root> byName) {
        this.byName = byName;
    }

    /**
     * A trust anchor.
     *
     * @param crl what it has revoked; null where its CRL is published elsewhere
     */
    public record Root(
            String name,
            X509CertificateHolder certificate,
            @Nullable X509CRLHolder crl) {}

    /**
     * Gives names to those that have none: {@code root} to the one above the first issuer, {@code ISSUER-root} to one above another.
     *
     * @param named in files; no issuer may have one of these names
     * @param first what the root above the first issuer has revoked, if that is in no file of its own
     */
    public static Roots of(List<Root> named, Issuers issuers, @Nullable X509CRLHolder first) {
        Map<String, Root> byName = new LinkedHashMap<>();
        for (Root root : named) {
            if (issuers.find(root.name()).isPresent()) {
                throw new IllegalArgumentException(
                        "'" + root.name() + "' is the name of an issuer and of a root: each needs a name of its own");
            }
            byName.put(root.name(), root);
        }
        for (Issuer issuer : issuers.all()) {
            boolean isFirst = issuer.name().equals(Issuer.ISSUING);
            Optional<Root> known = byName.values().stream()
                    .filter(root -> root.certificate().equals(issuer.root()))
                    .findFirst();
            String name = known.map(Root::name).orElse(isFirst ? Issuer.ROOT : issuer.name() + "-" + Issuer.ROOT);
            if (known.isEmpty()
                    && (byName.containsKey(name) || issuers.find(name).isPresent())) {
                throw new IllegalArgumentException("The root above issuer '" + issuer.name() + "' would be called '"
                        + name + "', as another CA is: give it a name by a file in " + CaFolder.ROOTS);
            }
            X509CRLHolder crl = known.map(Root::crl).orElse(null);
            byName.put(name, new Root(name, issuer.root(), crl == null && isFirst ? first : crl));
        }
        return new Roots(byName);
    }

    public List<Root> all() {
        return new ArrayList<>(byName.values());
    }
}
