package org.httpca.web.status;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.httpca.message.HeartbeatPublished;
import org.httpca.message.MessageJson;
import org.httpca.web.status.StatusView.InstanceView;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The last heartbeat of each instance of each role. */
@Component
class Heartbeats {
    /** An instance that has been silent for longer is taken for one that was removed. */
    static final Duration REMEMBERED = Duration.ofDays(1);

    private final JdbcClient jdbc;

    Heartbeats(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A heartbeat, and whose it is. */
    record Heartbeat(String role, Instant at, HeartbeatPublished body) {
        InstanceView view(Instant now) {
            return InstanceView.of(
                    body.instance(), at, now, body.version(), body.requestsByState(), body.stages(), body.alarms());
        }
    }

    List<Heartbeat> since(Instant oldest) {
        return jdbc.sql("select role, at, body from heartbeat where at >= ? order by instance")
                .param(Timestamp.from(oldest))
                .query((row, n) -> new Heartbeat(
                        row.getString(1),
                        row.getTimestamp(2).toInstant(),
                        MessageJson.mapper().readValue(row.getString(3), HeartbeatPublished.class)))
                .list();
    }

    void put(String role, HeartbeatPublished heartbeat) {
        jdbc.sql("""
                        insert into heartbeat (instance, role, number, at, body) values (?, ?, ?, ?, ?)
                        on conflict (instance) do update
                        set role = excluded.role, number = excluded.number, at = excluded.at, body = excluded.body""")
                .params(
                        heartbeat.instance(),
                        role,
                        heartbeat.number(),
                        Timestamp.from(heartbeat.at()),
                        MessageJson.write(heartbeat))
                .update();
    }
}
