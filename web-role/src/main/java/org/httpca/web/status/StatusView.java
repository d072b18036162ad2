package org.httpca.web.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How everything is.
 *
 * @param roles web, worker and signer, in this order, whether or not anything was heard of them
 * @param requests how many requests have each status; every status is there
 * @param oldest for each status that is not final and that some request has: how long the oldest has been open
 * @param outboxDepth how many messages wait to be sent
 * @param outboxAge how long the first of them has waited; zero for none
 * @param alarms sentences for the operator, each role's and our own
 */
public record StatusView(
        Instant at,
        List<RoleView> roles,
        Map<String, Long> requests,
        Map<String, Duration> oldest,
        long outboxDepth,
        Duration outboxAge,
        List<String> alarms) {

    /** How much was heard of a role or of one of its instances. */
    public enum State {
        /** Within the last half minute. */
        OK,
        /** Not for longer. */
        LATE,
        /** Never, or not for a day. */
        UNKNOWN
    }

    /**
     * A role.
     *
     * @param state that of its best instance
     */
    public record RoleView(String role, State state, List<InstanceView> instances) {}

    /**
     * One process of a role.
     *
     * @param age since the last heartbeat
     * @param requestsByState what it counted, if it counts
     * @param stages when each of its stage threads had its last turn
     */
    public record InstanceView(
            String instance,
            State state,
            Instant lastHeartbeat,
            Duration age,
            String version,
            Map<String, Long> requestsByState,
            Map<String, Instant> stages,
            List<String> alarms) {}
}
