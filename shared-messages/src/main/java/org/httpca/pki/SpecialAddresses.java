package org.httpca.pki;

import java.util.List;

/**
 * Addresses that are no single host's: unspecified, multicast, link-local, reserved (RFC 1122, section 3.2.1.3; RFC 3927; RFC
 * 5771; RFC 1112, section 4; RFC 4291). Private and loopback addresses are hosts', and what a private CA is for.
 */
final class SpecialAddresses {
    private static final List<Subtree> SPECIAL_IPV4 =
            subtrees("0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4");
    /** RFC 4291, section 2.4, and RFC 4193: all that is assigned to single hosts; a mapped IPv4 address is to be asked for as one. */
    private static final List<Subtree> ORDINARY_IPV6 = subtrees("::1/128", "2000::/3", "fc00::/7");

    private SpecialAddresses() {}

    static boolean contain(Identifier address) {
        return address.value().indexOf(':') < 0
                ? SPECIAL_IPV4.stream().anyMatch(range -> range.contains(address))
                : ORDINARY_IPV6.stream().noneMatch(range -> range.contains(address));
    }

    private static List<Subtree> subtrees(String... texts) {
        return List.of(texts).stream().map(Subtree::parse).toList();
    }
}
