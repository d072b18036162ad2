package org.httpca.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@link LogExtended}: how much of the log of certificates the web side has. Where that is more than the signer had when it
 * spoke, as after a restore from an older copy, it says what follows, and the signer goes on from there: nothing that was published is ever
 * said otherwise.
 *
 * @param at when the signer had spoken that is answered
 * @param size entries that the web side has
 * @param from the number of the first of {@code entries}
 * @param entries that the signer had not, in their order, at most {@link LogExtended#MOST}
 * @param head as a signer signed it, of the log that ends with the last entry; null without entries
 */
public record LogSeen(
        Instant at,
        long size,
        long from,
        List<String> entries,
        @Nullable String head) implements Command {
    public LogSeen {
        entries = List.copyOf(entries);
    }
}
