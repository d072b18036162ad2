package org.httpca.worker.validate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.bouncycastle.asn1.ASN1OctetString;
import org.httpca.pki.Identifier;
import org.httpca.problem.Result;

/** Addresses with a prefix in common (RFC 4632; RFC 4291, section 2.3). */
record Network(byte[] prefix, int bits) {

    /** @throws IllegalArgumentException if it is no address, alone or with a prefix length */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        Result<Identifier> address = Identifier.ip(slash < 0 ? text : text.substring(0, slash));
        String length = slash < 0 ? "" : text.substring(slash + 1);
        if (!address.isPassed() || (slash >= 0 && !length.matches("0|[1-9]\\d{0,2}"))) {
            throw new IllegalArgumentException("no network");
        }
        byte[] octets = octets(address.orElseThrow());
        int bits = slash < 0 ? 8 * octets.length : Integer.parseInt(length);
        if (bits > 8 * octets.length) {
            throw new IllegalArgumentException("no network");
        }
        return new Network(octets, bits);
    }

    boolean contains(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Of an IP identifier; an IPv4-mapped one is an IPv4 address. */
    static InetAddress address(Identifier identifier) {
        try {
            return InetAddress.getByAddress(octets(identifier));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] octets(Identifier identifier) {
        return ASN1OctetString.getInstance(identifier.toGeneralName().getName()).getOctets();
    }
}
