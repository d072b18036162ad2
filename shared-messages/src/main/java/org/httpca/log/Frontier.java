package org.httpca.log;

import java.util.ArrayList;
import java.util.List;
import org.httpca.pki.Octets;

/**
 * What a log must remember to grow: the roots of the perfect subtrees that it consists of, the largest first, one for each bit of its
 * size. 64 hashes at the very most, whatever its length.
 */
public final class Frontier {
    /** Is told of each node that is complete. */
    @FunctionalInterface
    public interface Completed {
        /**
         * @param level 0 for an entry; the node stands for 2^level of them
         * @param index among the nodes of its level, from 0
         */
        void node(int level, long index, Octets hash);
    }

    private static final int HASH = 32;

    private final List<Octets> peaks;
    private long size;

    private Frontier(long size, List<Octets> peaks) {
        this.size = size;
        this.peaks = new ArrayList<>(peaks);
    }

    public static Frontier empty() {
        return new Frontier(0, List.of());
    }

    /**
     * As it was stored.
     *
     * @param stored see {@link #toArray()}
     * @throws IllegalArgumentException if it is not that of a log of this size
     */
    public static Frontier of(long size, byte[] stored) {
        if (size < 0 || stored.length != HASH * Long.bitCount(size)) {
            throw new IllegalArgumentException(
                    "No frontier of a log of " + size + " entries: " + stored.length + " octets.");
        }
        List<Octets> peaks = new ArrayList<>();
        for (int at = 0; at < stored.length; at += HASH) {
            byte[] peak = new byte[HASH];
            System.arraycopy(stored, at, peak, 0, HASH);
            peaks.add(Octets.of(peak));
        }
        return new Frontier(size, peaks);
    }

    /** Its hashes one after the other. */
    public byte[] toArray() {
        byte[] all = new byte[HASH * peaks.size()];
        for (int i = 0; i < peaks.size(); i++) {
            System.arraycopy(peaks.get(i).toArray(), 0, all, HASH * i, HASH);
        }
        return all;
    }

    /** Of entries. */
    public long size() {
        return size;
    }

    public void add(Octets leafHash, Completed completed) {
        Octets hash = leafHash;
        long index = size;
        int level = 0;
        completed.node(level, index, hash);
        while ((index & 1) == 1) {
            hash = TreeHash.node(peaks.remove(peaks.size() - 1), hash);
            index >>= 1;
            level++;
            completed.node(level, index, hash);
        }
        peaks.add(hash);
        size++;
    }

    /** Adds what is only to be hashed. */
    public void add(Octets leafHash) {
        add(leafHash, (level, index, hash) -> {});
    }

    /** The root of the whole log (RFC 9162, section 2.1.1). */
    public Octets root() {
        if (peaks.isEmpty()) {
            return TreeHash.EMPTY;
        }
        Octets root = peaks.get(peaks.size() - 1);
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = TreeHash.node(peaks.get(i), root);
        }
        return root;
    }
}
