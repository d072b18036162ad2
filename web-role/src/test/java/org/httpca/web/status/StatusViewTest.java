package org.httpca.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.httpca.web.status.StatusView.InstanceView;
import org.httpca.web.status.StatusView.RoleView;
import org.httpca.web.status.StatusView.State;
import org.junit.jupiter.api.Test;

class StatusViewTest {
    private static final Instant THEN = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void withoutTheDatabaseAllGrowOlderButTheProcessThatSaysSo() {
        StatusView read = new StatusView(
                THEN,
                List.of(role("web", "web-1"), role("worker", "worker-1")),
                Map.of("queued", 3L),
                Map.of("queued", Duration.ofSeconds(4)),
                3,
                Duration.ofSeconds(4),
                List.of("something else"));
        StatusView later = read.withoutDatabase(THEN.plusSeconds(31), "web-1", "It is away.");
        assertThat(later.alarms()).containsExactly("It is away.");
        assertThat(later.at()).as("what else is shown is as it was then").isEqualTo(THEN);
        assertThat(later.requests()).isEqualTo(read.requests());
        assertThat(later.roles()).extracting(RoleView::state).containsExactly(State.OK, State.LATE);
        assertThat(later.roles().get(1).instances().get(0).age()).isEqualTo(Duration.ofSeconds(31));
    }

    @Test
    void beforeAnythingWasReadEveryRoleAndStatusIsThere() {
        StatusView nothing = StatusView.ofNothing(THEN, List.of("web", "signer"), List.of("queued", "issued"));
        assertThat(nothing.roles()).extracting(RoleView::state).containsOnly(State.UNKNOWN);
        assertThat(nothing.requests()).containsExactly(Map.entry("queued", 0L), Map.entry("issued", 0L));
    }

    private static RoleView role(String name, String instance) {
        return RoleView.of(
                name,
                List.of(InstanceView.of(
                        instance, THEN, THEN, "1", Map.of(), Map.of(), List.of("an alarm of its own"))));
    }
}
