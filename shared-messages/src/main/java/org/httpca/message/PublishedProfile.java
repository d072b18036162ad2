package org.httpca.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A profile as users see it.
 *
 * @param hash SHA-256 of the profile's canonical form, hexadecimal: what a request is pinned to
 * @param approvals how many administrators must approve what the policy does not sign by itself
 * @param keys the kinds of key allowed, such as {@code EC P-256}
 * @param names the kinds of name allowed: {@code dns}, {@code wildcard}, {@code ip}
 * @param maximumValiditySeconds how long a certificate may be good for whose request has dates of its own; null where none may have them
 */
public record PublishedProfile(
        String name,
        String hash,
        boolean isDefault,
        String title,
        String issuer,
        long validitySeconds,
        int approvals,
        List<String> keys,
        List<String> names,
        @Nullable Long maximumValiditySeconds) {}
