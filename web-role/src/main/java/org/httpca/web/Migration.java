package org.httpca.web;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.httpca.web.settings.WebSettings;

/** Brings the web database's schema up to date, as the schema's owner. */
final class Migration {
    private Migration() {}

    /**
     * How many migrations were applied is in the log.
     *
     * @throws IllegalStateException with the reason of the first that could not be, and what to look at
     */
    static int run(WebSettings settings) {
        try {
            Flyway.configure()
                    .dataSource(WebDatabase.ofOwner(settings))
                    .locations("classpath:db/forward", "classpath:db/web")
                    .placeholders(Map.of(
                            "web_user", settings.database().user(),
                            "worker_user", settings.migration().workerUser()))
                    .load()
                    .migrate();
            return 0;
        } catch (FlywayException e) {
            String reason =
                    String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
            throw new IllegalStateException(
                    "The web database " + settings.database().url() + " was not migrated: " + reason
                            + " -- Check httpca.database.url and httpca.migration.password-file, and that database.sql was run.",
                    e);
        }
    }
}
