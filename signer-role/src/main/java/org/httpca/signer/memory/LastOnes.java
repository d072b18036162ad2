package org.httpca.signer.memory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers what was put last, up to a number of them. From any thread. */
public final class LastOnes<K, V> {
    private final Map<K, V> last;

    /** @param most how many */
    public LastOnes(int most) {
        last = Collections.synchronizedMap(new Bounded<>(most));
    }

    public @Nullable V get(K key) {
        return last.get(key);
    }

    public void put(K key, V value) {
        last.put(key, value);
    }

    private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        private final int most;

        Bounded(int most) {
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
