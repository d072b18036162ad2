package org.httpca.web.status;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.httpca.message.HeartbeatPublished;
import org.httpca.web.settings.WebSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Says that this process lives and reaches its database. */
@Component
class OwnHeartbeat {
    /** SQLSTATE of PostgreSQL. */
    private static final String DISK_FULL = "53100";

    private final Heartbeats heartbeats;
    private final String instance;
    private final ObjectProvider<OwnAlarms> alarms;
    private final Clock clock;
    private volatile @Nullable Instant diskFullSince;

    OwnHeartbeat(Heartbeats heartbeats, WebSettings settings, ObjectProvider<OwnAlarms> alarms, Clock clock) {
        this.heartbeats = heartbeats;
        this.instance = settings.instanceName();
        this.alarms = alarms;
        this.clock = clock;
    }

    /** Since when the database has taken no heartbeat because its disk is full. */
    Optional<Instant> diskFullSince() {
        return Optional.ofNullable(diskFullSince);
    }

    void beat() {
        Instant now = clock.instant();
        try {
            put(now);
            diskFullSince = null;
        } catch (DataAccessException e) {
            boolean full = NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException sql
                    && DISK_FULL.equals(sql.getSQLState());
            if (full && diskFullSince == null) {
                diskFullSince = now;
            }
            throw e;
        }
    }

    private void put(Instant now) {
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
