package org.httpca.log;

import java.util.List;
import org.httpca.pki.Octets;

/**
 * That an entry is in a log (RFC 9162, section 2.1.3).
 *
 * @param index of the entry, from 0
 * @param size of the log
 * @param path the hashes of the nodes beside its way to the root, from below
 */
public record InclusionProof(long index, long size, List<Octets> path) {
    public InclusionProof {
        path = List.copyOf(path);
    }

    /** Whether it leads from the entry to the root: section 2.1.3.2. */
    public boolean holds(Octets leafHash, Octets root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        Octets hash = leafHash;
        for (Octets beside : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = TreeHash.node(beside, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = TreeHash.node(hash, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }
}
