package org.httpca.pki;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.httpca.problem.Result;

/**
 * A part of the name space (RFC 5280, section 4.2.1.10): {@code example.org} is that name and all below it; {@code 10.0.0.0/8} all
 * addresses with that prefix.
 */
public final class Subtree {
    private final String text;
    private final Identifier base;
    private final int prefix;

    private Subtree(String text, Identifier base, int prefix) {
        this.text = text;
        this.base = base;
        this.prefix = prefix;
    }

    /** @throws IllegalArgumentException saying which texts there are */
    public static Subtree parse(String text) {
        int slash = text.indexOf('/');
        if (!(Identifier.parse(slash < 0 ? text : text.substring(0, slash)) instanceof Result.Passed<Identifier> passed)
                || passed.value().wildcard()
                || (slash >= 0 && passed.value().type() == Identifier.Type.DNS)) {
            throw wrong();
        }
        Identifier base = passed.value();
        if (base.type() == Identifier.Type.DNS) {
            return new Subtree(base.value(), base, 0);
        }
        byte[] octets = IpAddresses.octets(base.value());
        int prefix = slash < 0 ? octets.length * 8 : bits(text.substring(slash + 1), octets.length * 8);
        if (!Arrays.equals(octets, masked(octets, prefix))) {
            throw new IllegalArgumentException("has bits after its prefix of " + prefix);
        }
        return new Subtree(base.value() + "/" + prefix, base, prefix);
    }

    /** @throws IllegalArgumentException for what {@link #addressAndMask} does not give */
    public static Subtree ofAddressAndMask(byte[] both) {
        if (both.length != 8 && both.length != 32) {
            throw new IllegalArgumentException("is no address with its mask");
        }
        int half = both.length / 2;
        int prefix = 0;
        while (prefix < 8 * half && (both[half + prefix / 8] >> (7 - prefix % 8) & 1) == 1) {
            prefix++;
        }
        try {
            String address = InetAddress.getByAddress(Arrays.copyOf(both, half)).getHostAddress();
            Subtree read = parse(address + "/" + prefix);
            if (!Arrays.equals(read.addressAndMask(), both)) {
                throw new IllegalArgumentException("has a mask that is no prefix");
            }
            return read;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("is no address with its mask", e);
        }
    }

    /** DNS names or addresses? */
    public Identifier.Type type() {
        return base.type();
    }

    /** Does it hold the name, or all that the wildcard can stand for? Never for a name of the other type. */
    public boolean contains(Identifier name) {
        return name.type() == type()
                && (type() == Identifier.Type.IP ? holdsAddress(name) : holdsName(withoutWildcard(name)));
    }

    /** Does it hold anything that the name stands for? {@code *.example.org} stands for {@code secret.example.org} too. */
    public boolean touches(Identifier name) {
        return contains(name)
                || (name.wildcard()
                        && type() == Identifier.Type.DNS
                        && base.value().endsWith(name.value().substring(1))
                        && base.value().indexOf('.')
                                == base.value().length() - name.value().length() + 1);
    }

    /**
     * Of addresses, as name constraints have it: an address and the mask of its prefix, 8 or 32 octets (RFC 5280, section 4.2.1.10).
     *
     * @throws IllegalStateException for DNS names
     */
    public byte[] addressAndMask() {
        if (type() != Identifier.Type.IP) {
            throw new IllegalStateException(text + " has no address");
        }
        byte[] address = IpAddresses.octets(base.value());
        byte[] ones = new byte[address.length];
        Arrays.fill(ones, (byte) 0xff);
        byte[] both = Arrays.copyOf(address, 2 * address.length);
        System.arraycopy(masked(ones, prefix), 0, both, address.length, address.length);
        return both;
    }

    /** The canonical text. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Subtree subtree && subtree.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    private boolean holdsName(String name) {
        return name.equals(base.value()) || name.endsWith("." + base.value());
    }

    private boolean holdsAddress(Identifier address) {
        byte[] octets = IpAddresses.octets(address.value());
        byte[] own = IpAddresses.octets(base.value());
        return octets.length == own.length && Arrays.equals(own, masked(octets, prefix));
    }

    private static String withoutWildcard(Identifier name) {
        return name.wildcard() ? name.value().substring(2) : name.value();
    }

    private static byte[] masked(byte[] octets, int prefix) {
        byte[] masked = octets.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.max(0, Math.min(8, prefix - 8 * i));
            masked[i] &= (byte) (0xff << (8 - kept));
        }
        return masked;
    }

    private static int bits(String digits, int most) {
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > most) {
            throw wrong();
        }
        return Integer.parseInt(digits);
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException(
                "is no subtree: a DNS name such as example.org, for it and all below it, or a prefix such as 10.0.0.0/8");
    }
}
