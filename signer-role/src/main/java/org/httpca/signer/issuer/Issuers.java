package org.httpca.signer.issuer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The CAs that this signer issues from, by their short names. */
public final class Issuers {
    private final Map<String, Issuer> byName;

    public Issuers(List<Issuer> issuers) {
        this.byName = issuers.stream().collect(Collectors.toUnmodifiableMap(Issuer::name, Function.identity()));
    }

    public Optional<Issuer> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Collection<Issuer> all() {
        return byName.values();
    }
}
