package org.httpca.web;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.httpca.database.DatabaseTimeouts;
import org.httpca.start.DatabaseCheck;
import org.httpca.web.settings.WebSettings;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Connections to the web database. */
final class WebDatabase {
    private WebDatabase() {}

    private static final DatabaseCheck CHECK = DatabaseCheck.ofMigrations(
            "web database", "`java -jar web-role.jar migrate --config DIR`", "db/forward", "db/web");

    static HikariDataSource pooled(WebSettings settings) {
        CHECK.check(unpooled(settings));
        HikariConfig config = new HikariConfig();
        config.setPoolName("web");
        config.setJdbcUrl(settings.database().url());
        config.setUsername(settings.database().user());
        config.setPassword(settings.databasePassword());
        config.setMaximumPoolSize(settings.database().connections());
        DatabaseTimeouts.limit(config);
        config.addDataSourceProperty("ApplicationName", "httpca-web");
        return new HikariDataSource(config);
    }

    /** For connections that are kept for themselves. */
    static DataSource unpooled(WebSettings settings) {
        return DatabaseTimeouts.unpooled(
                settings.database().url(), settings.database().user(), settings.databasePassword());
    }

    static DataSource ofOwner(WebSettings settings) {
        return new DriverManagerDataSource(
                settings.database().url(), settings.migration().user(), settings.ownerPassword());
    }
}
