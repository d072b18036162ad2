package org.httpca.approval.log;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.httpca.log.LogEntry;
import org.httpca.pki.Octets;

/**
 * Millions of SHA-256 hashes, of each its first 64 bits: whoever wants another certificate in the place of one that has the same makes
 * 2^64 of them.
 */
final class Fingerprints {
    private long[] all = new long[1024];
    private int size;
    private BitSet found = new BitSet();

    void add(Octets sha256) {
        if (size == all.length) {
            all = Arrays.copyOf(all, size * 2);
        }
        all[size++] = LogEntry.key(sha256);
    }

    /** After the last was added, before the first is looked for. */
    void sort() {
        Arrays.sort(all, 0, size);
        found = new BitSet(size);
    }

    /** Whether it was added; then it is remembered as found. */
    boolean find(Octets sha256) {
        int at = Arrays.binarySearch(all, 0, size, LogEntry.key(sha256));
        if (at < 0) {
            return false;
        }
        // the same certificate may be there several times
        while (at > 0 && all[at - 1] == all[at]) {
            at--;
        }
        found.set(at);
        return true;
    }

    /** The beginnings of those that nobody has found, in hexadecimal. */
    void forEachLost(Consumer<String> each) {
        for (int at = 0; at < size; at++) {
            boolean first = at == 0 || all[at - 1] != all[at];
            if (first && !found.get(at)) {
                each.accept(HexFormat.of().toHexDigits(all[at]));
            }
        }
    }
}
