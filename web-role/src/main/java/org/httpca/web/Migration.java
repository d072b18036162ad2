package org.httpca.web;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.httpca.web.settings.WebSettings;

/** Brings the web database's schema up to date, as the schema's owner. */
final class Migration {
    private Migration() {}

    /** How many migrations were applied is in the log; fails with the reason of the first that could not be. */
    static int run(WebSettings settings) {
        Flyway.configure()
                .dataSource(WebDatabase.ofOwner(settings))
                .locations("classpath:db/forward", "classpath:db/web")
                .placeholders(Map.of(
                        "web_user", settings.database().user(),
                        "worker_user", settings.migration().workerUser()))
                .load()
                .migrate();
        return 0;
    }
}
