package org.httpca.web.request;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Requests that have no outcome yet. */
@Component
public class OpenRequests {
    /** Of the partial index of open requests; it stops where it knows enough. */
    private static final String COUNT = """
            select count(*) from (
                select 1 from request where announce_at is not null and status in ('queued', 'submitted') limit ?
            ) as waiting""";

    private final JdbcTemplate jdbc;

    OpenRequests(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether at least so many wait for the signer's word. Those that it has heard of and that wait for people do not count. */
    public boolean waitForTheSigner(int many) {
        Integer waiting = jdbc.queryForObject(COUNT, Integer.class, many);
        return waiting != null && waiting >= many;
    }
}
