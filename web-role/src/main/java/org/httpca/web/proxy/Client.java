package org.httpca.web.proxy;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Who makes a request, by its address. */
public final class Client {
    static final String CLAIMED = Client.class.getName() + ".claimed";

    private static final int NETWORK_OCTETS = 8;

    private Client() {}

    /** What one client can have many of counts as one: an IPv4 address, or an IPv6 network of 64 bits (RFC 6177). */
    public static String of(HttpServletRequest request) {
        Optional<InetAddress> address = Network.address(request.getRemoteAddr());
        if (address.isPresent() && address.get() instanceof Inet6Address six) {
            byte[] network = Arrays.copyOf(six.getAddress(), NETWORK_OCTETS);
            return HexFormat.of().formatHex(network) + "::/64";
        }
        return request.getRemoteAddr();
    }

    /** Whether it comes from this machine, and no proxy that was not told of stands in between. */
    public static boolean isLocal(HttpServletRequest request) {
        return request.getAttribute(CLAIMED) == null
                && Network.address(request.getRemoteAddr())
                        .map(InetAddress::isLoopbackAddress)
                        .orElse(false);
    }
}
