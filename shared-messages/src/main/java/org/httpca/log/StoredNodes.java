package org.httpca.log;

import java.util.List;
import org.httpca.pki.Octets;

/** The complete nodes of a log that are kept: those of each eighth level, entries first. What lies between is hashed when it is needed. */
@FunctionalInterface
public interface StoredNodes {
    /** Levels from one that is stored to the next. */
    int STEP = 8;

    /**
     * Some nodes of a level, which all are complete.
     *
     * @param level 0, 8, 16, …
     * @param count at most 128
     * @throws IllegalStateException if one is missing
     */
    List<Octets> row(int level, long from, int count);

    /** Whether nodes of this level are stored; entries themselves are stored anyway. */
    static boolean has(int level) {
        return level > 0 && level % STEP == 0;
    }
}
