package org.httpca.standalone.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.httpca.pki.KeyFile;
import org.httpca.start.SchemaVersion;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;

/**
 * A database with the login of its schema's owner.
 *
 * @param users who gets rights on the tables, by the migrations' placeholders
 */
public record OwnedDatabase(Side side, String url, String owner, char[] password, Map<String, String> users) {
    private static final int LOGIN_SECONDS = 20;

    /** One of a standalone, whose set-up chose the names. @param folder the role's, which has the owner's password there */
    public static OwnedDatabase ofStandalone(Side side, String url, Path folder) {
        boolean web = side == Side.WEB;
        return new OwnedDatabase(
                side,
                url,
                web ? "httpca_web_owner" : "httpca_signer_owner",
                KeyFile.readSecret(folder.resolve("owner-password")),
                users(side, web ? "httpca_web" : "httpca_signer", null));
    }

    /**
     * By one of the two folders that {@code setup} makes for databases.
     *
     * @throws IllegalStateException with what is wrong with it
     */
    public static OwnedDatabase ofFolder(Path folder) {
        Path file = folder.resolve("application.yml");
        if (!Files.isReadable(file)) {
            throw new IllegalStateException("There is no application.yml in " + folder
                    + ": --database takes the folder web-database or signer-database that setup made.");
        }
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource(file));
        Properties settings = Objects.requireNonNull(yaml.getObject());
        String owner = value(settings, "httpca.migration.user", file);
        Side side = owner.contains("signer") ? Side.SIGNER : Side.WEB;
        String more = side == Side.SIGNER ? "httpca.approval.user" : "httpca.migration.worker-user";
        return new OwnedDatabase(
                side,
                value(settings, "httpca.database.url", file),
                owner,
                KeyFile.readSecret(folder.resolve(value(settings, "httpca.migration.password-file", file))),
                users(side, value(settings, "httpca.database.user", file), settings.getProperty(more)));
    }

    private static String value(Properties settings, String key, Path file) {
        String value = settings.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(file + " does not say " + key
                    + ": --database takes the folder web-database or signer-database that setup made.");
        }
        return value;
    }

    private static Map<String, String> users(Side side, String runtime, @Nullable String second) {
        return side == Side.WEB
                ? Map.of("web_user", runtime, "worker_user", second == null ? "httpca_worker" : second)
                : Map.of("signer_user", runtime, "approval_user", second == null ? "httpca_approval" : second);
    }

    PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(owner);
        source.setPassword(new String(password));
        source.setApplicationName("httpca-backup");
        source.setConnectTimeout(LOGIN_SECONDS);
        // a snapshot waits for the other database's copy
        source.setOptions("-c idle_in_transaction_session_timeout=0 -c statement_timeout=0");
        return source;
    }

    /** @throws IllegalStateException if it cannot be reached, with where that is */
    Connection connect() {
        try {
            return source().getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The database " + url + " cannot be used as " + owner + ": " + e.getMessage()
                            + " -- Is it running, and the password the right one?",
                    e);
        }
    }

    /** Makes the schema as it is in that version; null for the newest. */
    void migrate(@Nullable SchemaVersion version) {
        Map<String, String> placeholders = new HashMap<>(users);
        try {
            Flyway.configure()
                    .dataSource(source())
                    .locations(side.locations())
                    .placeholders(placeholders)
                    .target(
                            version == null
                                    ? MigrationVersion.LATEST
                                    : MigrationVersion.fromVersion(version.toString()))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            String reason =
                    String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
            throw new IllegalStateException("The schema of " + url + " was not made: " + reason, e);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "OwnedDatabase[" + side.folder() + ", " + url + ", " + owner + "]";
    }
}
