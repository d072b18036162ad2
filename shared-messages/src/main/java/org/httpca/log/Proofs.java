package org.httpca.log;

import java.util.ArrayList;
import java.util.List;
import org.httpca.pki.Octets;

/** Makes proofs about a log out of the nodes that are kept of it. */
public final class Proofs {
    private final StoredNodes nodes;

    public Proofs(StoredNodes nodes) {
        this.nodes = nodes;
    }

    /**
     * That an entry is in the log: PATH(m, D[n]) of RFC 9162, section 2.1.3.1.
     *
     * @throws IllegalArgumentException if the log of that size has no such entry
     */
    public InclusionProof inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("A log of " + size + " entries has no entry " + index + ".");
        }
        List<Octets> path = new ArrayList<>();
        path(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    /**
     * That a log is the beginning of a longer one: PROOF(m, D[n]) of RFC 9162, section 2.1.4.1.
     *
     * @throws IllegalArgumentException if the first is empty or longer than the second
     */
    public ConsistencyProof consistency(long first, long second) {
        if (first < 1 || first > second) {
            throw new IllegalArgumentException(
                    "A log of " + first + " entries is not the beginning of one of " + second + ".");
        }
        List<Octets> path = new ArrayList<>();
        subproof(first, 0, second, true, path);
        return new ConsistencyProof(first, second, path);
    }

    private void path(long index, long begin, long end, List<Octets> path) {
        if (end - begin == 1) {
            return;
        }
        long middle = begin + TreeHash.split(end - begin);
        if (index < middle) {
            path(index, begin, middle, path);
            path.add(hash(middle, end));
        } else {
            path(index, middle, end, path);
            path.add(hash(begin, middle));
        }
    }

    private void subproof(long first, long begin, long end, boolean known, List<Octets> path) {
        if (first == end) {
            if (!known) {
                path.add(hash(begin, end));
            }
            return;
        }
        long middle = begin + TreeHash.split(end - begin);
        if (first <= middle) {
            subproof(first, begin, middle, known, path);
            path.add(hash(middle, end));
        } else {
            subproof(first, middle, end, false, path);
            path.add(hash(begin, middle));
        }
    }

    /** The root over the entries from the one to before the other. */
    private Octets hash(long begin, long end) {
        long size = end - begin;
        if (Long.bitCount(size) != 1) {
            long middle = begin + TreeHash.split(size);
            return TreeHash.node(hash(begin, middle), hash(middle, end));
        }
        int level = Long.numberOfTrailingZeros(size);
        int stored = level - level % StoredNodes.STEP;
        return TreeHash.perfect(nodes.row(stored, begin >> stored, 1 << (level - stored)));
    }
}
