package org.httpca.message;

import java.util.ArrayList;
import java.util.List;
import org.httpca.pki.LongOctets;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/**
 * A certificate revocation list, or a part of one.
 *
 * @param issuer the issuer's short name
 * @param shard the shard's name; empty for the list of the whole issuer
 * @param number the CRL number (RFC 5280, section 5.2.3)
 * @param crl DER, or a part of it
 * @param part which one; null for all of it
 */
public record CrlPublished(
        String issuer,
        String shard,
        long number,
        Octets crl,
        @Nullable Part part) implements Publication {
    /** Of one part. Many of these are in memory at once, in both roles and in the broker. */
    public static final int MOST_OCTETS = 32 * 1024;

    /** Of a CRL: two million entries. */
    private static final int MOST_PARTS = 4096;

    /**
     * Which part it is.
     *
     * @param index from 0
     * @param count how many there are
     * @param sha256 of the whole DER
     */
    public record Part(int index, int count, Octets sha256) {
        public Part {
            if (index < 0 || count > MOST_PARTS || index >= count) {
                throw new IllegalArgumentException("part " + index + " of " + count + " is none");
            }
        }
    }

    /** A CRL in as many parts as it needs, in their order. */
    public static List<CrlPublished> inParts(String issuer, String shard, long number, LongOctets der) {
        List<LongOctets> parts = der.parts(MOST_OCTETS);
        if (parts.size() <= 1) {
            return List.of(new CrlPublished(issuer, shard, number, Octets.of(der.toArray()), null));
        }
        Octets sha256 = der.sha256();
        List<CrlPublished> all = new ArrayList<>(parts.size());
        for (LongOctets octets : parts) {
            Part part = new Part(all.size(), parts.size(), sha256);
            all.add(new CrlPublished(issuer, shard, number, Octets.of(octets.toArray()), part));
        }
        return all;
    }

    /** What tells it apart from other messages: of those with the same key the newest counts. */
    public String key() {
        return "crl/" + issuer + (shard.isEmpty() ? "" : "/" + shard) + (part == null ? "" : "." + part.index());
    }
}
