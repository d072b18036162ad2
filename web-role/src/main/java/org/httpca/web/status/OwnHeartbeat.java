package org.httpca.web.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.httpca.forward.loop.Loop;
import org.httpca.forward.loop.Pace;
import org.httpca.message.HeartbeatPublished;
import org.httpca.web.settings.WebSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Says every five seconds that this process lives and reaches its database. */
@Component
class OwnHeartbeat implements SmartLifecycle {
    private final Heartbeats heartbeats;
    private final String instance;
    private final ObjectProvider<OwnAlarms> alarms;
    private final Clock clock;
    private final Loop loop = new Loop("web-heartbeat", this::beat, Pace.every(Duration.ofSeconds(5)));
    private volatile boolean running;

    OwnHeartbeat(Heartbeats heartbeats, WebSettings settings, ObjectProvider<OwnAlarms> alarms, Clock clock) {
        this.heartbeats = heartbeats;
        this.instance = settings.instanceName();
        this.alarms = alarms;
        this.clock = clock;
    }

    int beat() {
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
        return 0;
    }

    private static String version() {
        String version = OwnHeartbeat.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public void start() {
        loop.start();
        running = true;
    }

    @Override
    public void stop() {
        loop.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
