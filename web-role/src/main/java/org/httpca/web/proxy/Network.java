package org.httpca.web.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.httpca.pki.Identifier;
import org.httpca.problem.Result;

/** Addresses that begin with the same bits (RFC 4632, RFC 4291): {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address. */
public record Network(InetAddress first, int bits) {

    /** @throws IllegalArgumentException if it is none */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress first = address(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("no address: " + text));
        int most = first.getAddress().length * 8;
        int bits = most;
        if (slash >= 0) {
            String number = text.substring(slash + 1);
            if (!number.matches("\\d{1,3}") || Integer.parseInt(number) > most) {
                throw new IllegalArgumentException("no network: " + text);
            }
            bits = Integer.parseInt(number);
        }
        return new Network(first, bits);
    }

    /** An address written as such; no name is ever looked up. */
    public static Optional<InetAddress> address(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        int zone = bare.indexOf('%');
        if (!(Identifier.ip(zone < 0 ? bare : bare.substring(0, zone)) instanceof Result.Passed<Identifier> ip)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(ip.value().value()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (((ours[bit / 8] ^ theirs[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    }
}
