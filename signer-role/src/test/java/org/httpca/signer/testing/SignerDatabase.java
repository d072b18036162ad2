package org.httpca.signer.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.httpca.embedded.postgresql.TestDatabases;
import org.httpca.embedded.postgresql.TestDatabases.TestDatabase;
import org.jspecify.annotations.Nullable;

/** A signer's database with its three users: owner, runtime and the administrators' command line. */
public final class SignerDatabase {

    private static final String RUNTIME = "signer_test_runtime";
    private static final String APPROVAL = "signer_test_approval";
    private static final SignerDatabase SHARED = new SignerDatabase("signer", null);

    private final HikariDataSource owner;
    private final HikariDataSource runtime;
    private final HikariDataSource approval;

    private SignerDatabase(String prefix, @Nullable String version) {
        TestDatabase database = TestDatabases.create(prefix);
        database.ensureRole(RUNTIME, "runtime");
        database.ensureRole(APPROVAL, "approval");
        owner = pool(database.url(), database.owner(), database.ownerPassword());
        migrations(version == null ? MigrationVersion.LATEST : MigrationVersion.fromVersion(version))
                .migrate();
        runtime = pool(database.url(), RUNTIME, "runtime");
        approval = pool(database.url(), APPROVAL, "approval");
    }

    /** One for each JVM. */
    public static SignerDatabase shared() {
        return SHARED;
    }

    /** One of its own, with the schema as it was at a version; null for the newest. */
    public static SignerDatabase another(@Nullable String version) {
        return new SignerDatabase("signer_of_a_version", version);
    }

    /** To the newest version, as an upgrade does it. Returns the version. */
    public String migrate() {
        Flyway newest = migrations(MigrationVersion.LATEST);
        newest.migrate();
        return String.valueOf(newest.info().current().getVersion());
    }

    private Flyway migrations(MigrationVersion target) {
        return Flyway.configure()
                .dataSource(owner)
                .locations("classpath:db/forward", "classpath:db/signer")
                .placeholders(Map.of("signer_user", RUNTIME, "approval_user", APPROVAL))
                .target(target)
                .load();
    }

    private static HikariDataSource pool(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** Who may write anything: the one who got hold of the database. */
    public DataSource owner() {
        return owner;
    }

    public DataSource runtime() {
        return runtime;
    }

    public DataSource approval() {
        return approval;
    }
}
