package org.httpca.web.status;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.httpca.message.HeartbeatPublished;
import org.httpca.web.settings.WebSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Says that this process lives and reaches its database. */
@Component
class OwnHeartbeat {
    private final Heartbeats heartbeats;
    private final String instance;
    private final ObjectProvider<OwnAlarms> alarms;
    private final Clock clock;

    OwnHeartbeat(Heartbeats heartbeats, WebSettings settings, ObjectProvider<OwnAlarms> alarms, Clock clock) {
        this.heartbeats = heartbeats;
        this.instance = settings.instanceName();
        this.alarms = alarms;
        this.clock = clock;
    }

    void beat() {
        Instant now = clock.instant();
        heartbeats.put(
                "web",
                new HeartbeatPublished(
                        instance,
                        now.toEpochMilli(),
                        now,
                        version(),
                        Map.of(),
                        Map.of(),
                        alarms.stream().flatMap(each -> each.now().stream()).toList()));
    }

    private static String version() {
        String version = OwnHeartbeat.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
