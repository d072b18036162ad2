package org.httpca.web.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
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

    static final Duration LATE = Duration.ofSeconds(30);

    /** Before anything was read. */
    static StatusView ofNothing(Instant at, List<String> roles, List<String> statuses) {
        Map<String, Long> requests = new LinkedHashMap<>();
        statuses.forEach(status -> requests.put(status, 0L));
        return new StatusView(
                at,
                roles.stream().map(role -> RoleView.of(role, List.of())).toList(),
                requests,
                Map.of(),
                0,
                Duration.ZERO,
                List.of());
    }

    /**
     * The same, while nothing newer can be read: all have grown older but the process that says so.
     *
     * @param self the name of this instance
     * @param alarm that it is so; what others said before stands with them
     */
    StatusView withoutDatabase(Instant now, String self, String alarm) {
        List<RoleView> older = roles.stream()
                .map(role -> RoleView.of(
                        role.role(),
                        role.instances().stream()
                                .map(each -> each.at(each.instance().equals(self) ? now : each.lastHeartbeat(), now))
                                .toList()))
                .toList();
        return new StatusView(at, older, requests, oldest, outboxDepth, outboxAge, List.of(alarm));
    }

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
    public record RoleView(String role, State state, List<InstanceView> instances) {
        static RoleView of(String role, List<InstanceView> instances) {
            State best = instances.stream()
                    .map(InstanceView::state)
                    .min(Comparator.naturalOrder())
                    .orElse(State.UNKNOWN);
            return new RoleView(role, best, List.copyOf(instances));
        }
    }

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
            List<String> alarms) {

        static InstanceView of(
                String instance,
                Instant heard,
                Instant now,
                String version,
                Map<String, Long> requestsByState,
                Map<String, Instant> stages,
                List<String> alarms) {
            Duration age = heard.isBefore(now) ? Duration.between(heard, now) : Duration.ZERO;
            State state = age.compareTo(LATE) <= 0 ? State.OK : State.LATE;
            return new InstanceView(instance, state, heard, age, version, requestsByState, stages, alarms);
        }

        private InstanceView at(Instant heard, Instant now) {
            return of(instance, heard, now, version, requestsByState, stages, alarms);
        }
    }
}
