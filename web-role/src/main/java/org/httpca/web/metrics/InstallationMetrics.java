package org.httpca.web.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.httpca.web.request.RequestStatus;
import org.httpca.web.status.Status;
import org.httpca.web.status.StatusView;
import org.httpca.web.status.StatusView.InstanceView;
import org.httpca.web.status.StatusView.State;
import org.springframework.stereotype.Component;

/**
 * The status page in numbers. The signer listens on nothing, so that its age and its counts, as its heartbeats brought them,
 * are measured here.
 */
@Component
class InstallationMetrics implements MeterBinder {
    private static final List<String> SIGNER_STATES =
            List.of("Waiting-For-Approval", "Waiting-For-Signature", "Waiting-For-Transmission", "Transmitted");

    private final Status status;

    InstallationMetrics(Status status) {
        this.status = status;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String word : RequestStatus.all()) {
            gauge("httpca.requests", view -> view.requests().getOrDefault(word, 0L), "Requests by status")
                    .tag("status", word)
                    .register(registry);
            gauge(
                            "httpca.requests.oldest",
                            view -> seconds(view.oldest().getOrDefault(word, Duration.ZERO)),
                            "How long the oldest open request of a status has been open")
                    .tag("status", word)
                    .baseUnit("seconds")
                    .register(registry);
        }
        gauge("httpca.outbox.depth", StatusView::outboxDepth, "Messages that wait to be sent to the signer")
                .register(registry);
        gauge("httpca.outbox.age", view -> seconds(view.outboxAge()), "How long the first of them has waited")
                .baseUnit("seconds")
                .register(registry);
        gauge("httpca.alarms", view -> view.alarms().size(), "Sentences on the status page that want a look")
                .register(registry);
        for (String role : List.of("web", "worker", "signer")) {
            gauge("httpca.heartbeat.age", view -> age(view, role), "Since a role's latest heartbeat; -1 for none")
                    .tag("role", role)
                    .baseUnit("seconds")
                    .register(registry);
            gauge("httpca.instances", view -> alive(view, role), "Instances of a role whose heartbeat is not late")
                    .tag("role", role)
                    .register(registry);
        }
        for (String state : SIGNER_STATES) {
            gauge(
                            "httpca.signer.requests",
                            view -> counted(view, state),
                            "Requests by state, as the signer counts them")
                    .tag("state", state)
                    .register(registry);
        }
    }

    private Gauge.Builder<Status> gauge(String name, ToDoubleFunction<StatusView> value, String description) {
        return Gauge.builder(name, status, s -> value.applyAsDouble(s.current()))
                .description(description);
    }

    private static double age(StatusView view, String role) {
        return instances(view, role).stream()
                .mapToDouble(instance -> seconds(instance.age()))
                .min()
                .orElse(-1);
    }

    private static double alive(StatusView view, String role) {
        return instances(view, role).stream()
                .filter(instance -> instance.state() == State.OK)
                .count();
    }

    /** All signers count the same database. */
    private static double counted(StatusView view, String state) {
        return instances(view, "signer").stream()
                .map(InstanceView::requestsByState)
                .map(Map::copyOf)
                .mapToDouble(counts -> counts.getOrDefault(state, 0L))
                .max()
                .orElse(0);
    }

    private static List<InstanceView> instances(StatusView view, String role) {
        return view.roles().stream()
                .filter(one -> one.role().equals(role))
                .flatMap(one -> one.instances().stream())
                .toList();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
