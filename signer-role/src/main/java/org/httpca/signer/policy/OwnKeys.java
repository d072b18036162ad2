package org.httpca.signer.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of the CA itself. */
@FunctionalInterface
public interface OwnKeys {

    /**
     * Whose key it is, such as {@code the CA 'root'}; null if it is none of ours.
     *
     * @param sha256 of the SubjectPublicKeyInfo's DER, lower-case hexadecimal
     */
    @Nullable
    String ownerOf(String sha256);

    static OwnKeys of(Map<String, String> owners) {
        return Map.copyOf(owners)::get;
    }
}
