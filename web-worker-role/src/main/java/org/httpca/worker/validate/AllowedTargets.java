package org.httpca.worker.validate;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where checks may connect to. A stranger says where: without this, the worker would fetch for them from the machine that it runs on, from the
 * network's own services, and from the cloud's (169.254.169.254 and its likes).
 */
final class AllowedTargets {
    /** Kinds of addresses, by the registries of RFC 6890. What is none of them is allowed by its network alone. */
    private enum Kind {
        PUBLIC,
        PRIVATE,
        LOOPBACK
    }

    private static final List<Network> LOOPBACKS = networks("127.0.0.0/8", "::1");
    /** RFC 1918, RFC 6598, RFC 4193. */
    private static final List<Network> PRIVATES =
            networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");

    /** What has no host, or none for sure: unspecified, link-local, multicast, broadcast, reserved, for documents and measurements, clouds'. */
    private static final List<Network> NOBODYS = networks(
            "0.0.0.0/8",
            "169.254.0.0/16",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20",
            // what clouds have for their machines alone, among everybody's addresses: metadata with keys in them
            "100.100.100.200",
            "168.63.129.16",
            "fd00:ec2::/32",
            "fd20:ce::254");

    private static final List<Network> UNICAST = networks("0.0.0.0/0", "2000::/3");
    /** An IPv4 address in IPv6 is what it leads to: RFC 6052, RFC 3056. Other forms of it are nobody's. */
    private static final Network NAT64 = Network.parse("64:ff9b::/96");

    private static final Network SIX_TO_FOUR = Network.parse("2002::/16");

    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final List<Network> networks;

    private AllowedTargets(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * @param entries {@code public}, {@code private}, {@code loopback}, and networks such as {@code 10.1.0.0/16} or {@code fd00::/8}
     * @throws IllegalArgumentException with the entry that is none of these
     */
    static AllowedTargets of(List<String> entries) {
        List<String> words = Stream.of(Kind.values()).map(Kind::name).toList();
        AllowedTargets allowed = new AllowedTargets(entries.stream()
                .filter(entry -> !words.contains(entry.toUpperCase(Locale.ROOT)))
                .map(AllowedTargets::network)
                .toList());
        entries.stream()
                .map(entry -> entry.toUpperCase(Locale.ROOT))
                .filter(words::contains)
                .forEach(word -> allowed.kinds.add(Kind.valueOf(word)));
        return allowed;
    }

    private static Network network(String entry) {
        try {
            return Network.parse(entry);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }

    /** Whether anybody can have such an address, by itself or as what it leads to. */
    static boolean isPublic(InetAddress address) {
        byte[] octets = address.getAddress();
        byte[] within = within(octets);
        return kind(within == null ? octets : within) == Kind.PUBLIC;
    }

    boolean contain(InetAddress address) {
        return contain(address.getAddress());
    }

    private boolean contain(byte[] address) {
        byte[] within = within(address);
        if (within != null) {
            return contain(within);
        }
        Kind kind = kind(address);
        return (kind != null && kinds.contains(kind)) || in(networks, address);
    }

    private static @Nullable Kind kind(byte[] address) {
        if (in(LOOPBACKS, address)) {
            return Kind.LOOPBACK;
        }
        if (in(NOBODYS, address)) {
            return null;
        }
        if (in(PRIVATES, address)) {
            return Kind.PRIVATE;
        }
        return in(UNICAST, address) ? Kind.PUBLIC : null;
    }

    private static byte @Nullable [] within(byte[] address) {
        if (NAT64.contains(address)) {
            return Arrays.copyOfRange(address, 12, 16);
        }
        return SIX_TO_FOUR.contains(address) ? Arrays.copyOfRange(address, 2, 6) : null;
    }

    private static boolean in(List<Network> networks, byte[] address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::parse).toList();
    }
}
