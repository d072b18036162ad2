package org.httpca.web.profile;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.httpca.forward.loop.Wakes;
import org.httpca.message.MessageJson;
import org.httpca.message.PublishedProfile;
import org.httpca.web.cache.Recent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The profiles that can be asked for. Empty until the signer has published them for the first time. */
@Component
public class Profiles {
    private static final TypeReference<List<PublishedProfile>> LIST = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Recent<List<PublishedProfile>> recent;

    Profiles(JdbcClient jdbc, Wakes wakes, Clock clock) {
        this.jdbc = jdbc;
        this.recent = new Recent<>(this::read, Duration.ofSeconds(2), clock);
        wakes.onWake("published", recent::forget);
    }

    public List<PublishedProfile> all() {
        return recent.get();
    }

    private List<PublishedProfile> read() {
        return jdbc.sql("select body from profile_list where id = 1")
                .query(String.class)
                .optional()
                .map(body -> List.copyOf(MessageJson.mapper().readValue(body, LIST)))
                .orElse(List.of());
    }
}
