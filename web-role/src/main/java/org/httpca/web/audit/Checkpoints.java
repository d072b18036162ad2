package org.httpca.web.audit;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code audit_checkpoint}: the worker verified each before it put it there. */
@Component
public class Checkpoints {
    private static final int PAGE = 100;

    private final JdbcClient jdbc;

    Checkpoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A page of those with a lower number, the newest first. Several with the same number are on the same page. */
    public List<SeenCheckpoint> before(long number) {
        return jdbc.sql("""
                        select instance, number, checkpoint from audit_checkpoint where number < ?
                        order by number desc fetch first ? rows with ties""")
                .param(number)
                .param(PAGE)
                .query(SeenCheckpoint.class)
                .list();
    }
}
