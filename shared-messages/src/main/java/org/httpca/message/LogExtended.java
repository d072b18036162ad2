package org.httpca.message;

import java.time.Instant;
import java.util.List;

/**
 * Entries that the log of certificates has now, and the head of the tree behind them. Without entries it is a question: how long is the
 * log that the web side has? Both are answered by {@link LogSeen}.
 *
 * @param at when the signer spoke, which the answer repeats: one that was long on its way says nothing of now
 * @param from the number of the first one, from 0; without entries, the size of the log
 * @param entries in their order, at most {@link #MOST}; see {@code org.httpca.log.LogEntry}
 * @param head of the log that ends with the last entry: a compact JWS, see {@code org.httpca.log.TreeHead}
 */
public record LogExtended(Instant at, long from, List<String> entries, String head) implements Event {
    /** Entries in one message. */
    public static final int MOST = 500;

    public LogExtended {
        entries = List.copyOf(entries);
    }
}
