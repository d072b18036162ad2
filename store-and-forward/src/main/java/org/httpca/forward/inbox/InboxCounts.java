package org.httpca.forward.inbox;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an inbox has seen since its start. Envelopes, but for single messages among the refused.
 *
 * @param accepted took effect
 * @param replayed known already: no effect
 * @param expired genuine and too late: no effect
 * @param refused parked
 */
public record InboxCounts(long accepted, long replayed, long expired, long refused) {
    static final InboxCounts NONE = new InboxCounts(0, 0, 0, 0);

    /** For a heartbeat: what came in and had no effect, by name; what never happened is left out. */
    public Map<String, Long> withoutEffect() {
        Map<String, Long> counts = new TreeMap<>(Map.of("replayed", replayed, "expired", expired, "refused", refused));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    InboxCounts plus(InboxCounts more) {
        return new InboxCounts(
                accepted + more.accepted, replayed + more.replayed, expired + more.expired, refused + more.refused);
    }
}
