package org.httpca.web.page;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.httpca.web.status.StatusView;
import org.httpca.web.status.StatusView.InstanceView;
import org.httpca.web.status.StatusView.RoleView;
import org.httpca.web.status.StatusView.State;
import org.jspecify.annotations.Nullable;

/**
 * The state of the whole, as the status page draws it.
 *
 * @param alarms sentences
 * @param bars the requests by status, in the order of their way
 * @param outboxAge null where nothing waits
 */
record StatusPage(
        boolean healthy,
        List<String> alarms,
        List<RoleCard> roles,
        List<Bar> bars,
        long outboxDepth,
        @Nullable Age outboxAge,
        Moment at) {

    /**
     * A role and its instances.
     *
     * @param tone a class: "well", "late", or "unknown"
     */
    record RoleCard(String name, String tone, List<Instance> instances) {}

    /**
     * One process of a role.
     *
     * @param states how many requests it has in each state, by its own names for them
     * @param stages when each of its stages had its last turn
     */
    record Instance(String name, String version, Moment heard, Age age, List<Count> states, List<Turn> stages) {}

    record Count(String name, long count) {}

    record Turn(String name, Age age) {}

    /**
     * How many requests have a status.
     *
     * @param perMille of the longest bar; what is there at all can be seen
     * @param oldest how long the oldest of them has been open
     * @param oldestPerMille the same, drawn on a scale from a second to a day
     */
    record Bar(
            String status,
            long count,
            int perMille,
            @Nullable Age oldest,
            int oldestPerMille) {}

    private static final int SEEN = 6;

    /** Where a bar of an age ends: beyond a day it matters little how much. */
    private static final double A_DAY = Duration.ofDays(1).toSeconds();

    static StatusPage of(StatusView view) {
        List<String> alarms = view.alarms().stream().flatMap(StatusPage::shown).toList();
        boolean heard = view.roles().stream().allMatch(role -> role.state() == State.OK);
        return new StatusPage(
                heard && alarms.isEmpty(),
                alarms,
                view.roles().stream().map(role -> card(role, view)).toList(),
                bars(view),
                view.outboxDepth(),
                view.outboxDepth() == 0 ? null : Age.of(view.outboxAge()),
                new Moment(view.at()));
    }

    private static List<Bar> bars(StatusView view) {
        long longest = view.requests().values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return view.requests().entrySet().stream()
                .map(entry -> {
                    long count = entry.getValue();
                    int share = count == 0 ? 0 : (int) Math.max(SEEN, count * 1000 / longest);
                    var oldest = view.oldest().get(entry.getKey());
                    return new Bar(entry.getKey(), count, share, oldest == null ? null : Age.of(oldest), drawn(oldest));
                })
                .toList();
    }

    /** On a logarithmic scale, since seconds and hours are both to be seen. */
    private static int drawn(@Nullable Duration age) {
        if (age == null) {
            return 0;
        }
        double share = Math.log1p(Math.max(0, age.toSeconds())) / Math.log1p(A_DAY);
        return (int) Math.max(SEEN, Math.min(1000, 1000 * share));
    }

    private static RoleCard card(RoleView role, StatusView view) {
        String tone = switch (role.state()) {
            case OK -> "well";
            case LATE -> "late";
            case UNKNOWN -> "unknown";
        };
        return new RoleCard(
                role.role(),
                tone,
                role.instances().stream().map(one -> instance(one, view)).toList());
    }

    private static Instance instance(InstanceView one, StatusView view) {
        return new Instance(
                Objects.requireNonNullElse(Shown.line(one.instance()), ""),
                Objects.requireNonNullElse(Shown.line(one.version()), ""),
                new Moment(one.lastHeartbeat()),
                Age.of(one.age()),
                one.requestsByState().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .flatMap(entry -> shown(entry.getKey()).map(name -> new Count(name, entry.getValue())))
                        .toList(),
                one.stages().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .flatMap(entry -> shown(entry.getKey())
                                .map(name -> new Turn(name, Age.of(Duration.between(entry.getValue(), view.at())))))
                        .toList());
    }

    private static Stream<String> shown(String text) {
        return Stream.ofNullable(Shown.line(text));
    }
}
