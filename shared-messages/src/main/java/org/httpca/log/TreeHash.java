package org.httpca.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.httpca.pki.Octets;
import org.httpca.pki.Sha256;

/** The hashes of a Merkle tree (RFC 9162, section 2.1.1), with SHA-256. */
public final class TreeHash {
    /** Of a tree without entries. */
    public static final Octets EMPTY = Octets.of(Sha256.of(new byte[0]));

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private TreeHash() {}

    /** @param entry as it stands in the log, in UTF-8 */
    public static Octets leaf(String entry) {
        MessageDigest digest = Sha256.begin();
        digest.update(LEAF);
        digest.update(entry.getBytes(StandardCharsets.UTF_8));
        return Octets.of(digest.digest());
    }

    static Octets node(Octets left, Octets right) {
        MessageDigest digest = Sha256.begin();
        digest.update(NODE);
        digest.update(left.toArray());
        digest.update(right.toArray());
        return Octets.of(digest.digest());
    }

    /** Of a perfect subtree from the hashes of its nodes at one level: 1, 2, 4, 8 … of them. */
    static Octets perfect(List<Octets> row) {
        if (row.size() == 1) {
            return row.get(0);
        }
        int half = row.size() / 2;
        return node(perfect(row.subList(0, half)), perfect(row.subList(half, row.size())));
    }

    /** The largest power of two that is smaller than the size, which is 2 at least: where a tree divides. */
    static long split(long size) {
        return Long.highestOneBit(size - 1);
    }
}
