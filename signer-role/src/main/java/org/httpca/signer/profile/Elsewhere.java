package org.httpca.signer.profile;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What other signers have and this one does not: requests for it are theirs.
 *
 * @param names profiles of which this signer has no version at all
 * @param hashes versions of profiles that this signer does not have
 */
public record Elsewhere(Set<String> names, Set<String> hashes) {

    public static final Elsewhere NOTHING = new Elsewhere(Set.of(), Set.of());

    public Elsewhere {
        names = Set.copyOf(names);
        hashes = Set.copyOf(hashes);
    }

    /** Is a request for this profile, pinned to this hash if any, another signer's? */
    public boolean has(String name, @Nullable String hash) {
        return names.contains(name) || (hash != null && hashes.contains(hash));
    }

    /** For SQL's {@code = ANY (?::text[])}. */
    public String[] nameArray() {
        return names.toArray(String[]::new);
    }

    /** For SQL's {@code = ANY (?::text[])}. */
    public String[] hashArray() {
        return hashes.toArray(String[]::new);
    }
}
