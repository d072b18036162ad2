package org.httpca.log;

import java.util.ArrayList;
import java.util.List;
import org.httpca.pki.Octets;

/**
 * That one log is the beginning of another: nothing in it was changed or taken out (RFC 9162, section 2.1.4).
 *
 * @param first the size of the shorter one
 * @param second the size of the longer one
 * @param path hashes of nodes
 */
public record ConsistencyProof(long first, long second, List<Octets> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /** Whether it leads to both roots: section 2.1.4.2. */
    public boolean holds(Octets firstRoot, Octets secondRoot) {
        if (first < 1 || first > second) {
            return false;
        }
        if (first == second) {
            return path.isEmpty() && firstRoot.equals(secondRoot);
        }
        List<Octets> nodes = new ArrayList<>(path);
        if (Long.bitCount(first) == 1) {
            nodes.add(0, firstRoot);
        }
        return !nodes.isEmpty() && leads(nodes, firstRoot, secondRoot);
    }

    private boolean leads(List<Octets> nodes, Octets firstRoot, Octets secondRoot) {
        long node = first - 1;
        long last = second - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        Octets shorter = nodes.get(0);
        Octets longer = nodes.get(0);
        for (Octets beside : nodes.subList(1, nodes.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                shorter = TreeHash.node(beside, shorter);
                longer = TreeHash.node(beside, longer);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                longer = TreeHash.node(longer, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && shorter.equals(firstRoot) && longer.equals(secondRoot);
    }
}
