package org.httpca.web.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.httpca.web.status.Charts;
import org.httpca.web.status.ChartsView;
import org.httpca.web.status.Status;
import org.httpca.web.status.StatusView;
import org.httpca.web.status.StatusView.InstanceView;
import org.httpca.web.status.StatusView.RoleView;
import org.httpca.web.status.StatusView.State;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/status}. */
@RestController
class StatusController {
    private final Status status;
    private final Charts charts;

    StatusController(Status status, Charts charts) {
        this.status = status;
        this.charts = charts;
    }

    @GetMapping("/api/v1/status")
    ResponseEntity<StatusJson> get() {
        return ResponseEntity.ok().cacheControl(Caching.NEVER).body(StatusJson.of(status.current(), charts.current()));
    }

    /**
     * How everything is; ages in seconds.
     *
     * @param oldest for each open status the age of the oldest request that has it
     */
    record StatusJson(
            Instant at,
            List<RoleJson> roles,
            Map<String, Long> requests,
            Map<String, Long> oldest,
            OutboxJson outbox,
            List<String> alarms,
            ChartsView charts) {

        static StatusJson of(StatusView view, ChartsView charts) {
            Map<String, Long> oldest = new TreeMap<>();
            view.oldest().forEach((status, age) -> oldest.put(status, age.toSeconds()));
            return new StatusJson(
                    view.at(),
                    view.roles().stream().map(RoleJson::of).toList(),
                    view.requests(),
                    oldest,
                    new OutboxJson(view.outboxDepth(), seconds(view.outboxAge())),
                    view.alarms(),
                    charts);
        }
    }

    record OutboxJson(long depth, long age) {}

    record RoleJson(String role, String state, List<InstanceJson> instances) {
        static RoleJson of(RoleView role) {
            return new RoleJson(
                    role.role(),
                    word(role.state()),
                    role.instances().stream().map(InstanceJson::of).toList());
        }
    }

    record InstanceJson(
            String instance,
            String state,
            Instant lastHeartbeat,
            long age,
            String version,
            Map<String, Long> requestsByState,
            Map<String, Instant> stages,
            List<String> alarms) {

        static InstanceJson of(InstanceView instance) {
            return new InstanceJson(
                    instance.instance(),
                    word(instance.state()),
                    instance.lastHeartbeat(),
                    seconds(instance.age()),
                    instance.version(),
                    instance.requestsByState(),
                    instance.stages(),
                    instance.alarms());
        }
    }

    private static long seconds(Duration age) {
        return age.toSeconds();
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
