package org.httpca.signer.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.httpca.embedded.postgresql.TestDatabases;
import org.httpca.embedded.postgresql.TestDatabases.TestDatabase;

/** A signer's database with its three users: owner, runtime and the administrators' command line. One for each JVM. */
public final class SignerDatabase {

    private static final String RUNTIME = "signer_test_runtime";
    private static final String APPROVAL = "signer_test_approval";
    private static final SignerDatabase SHARED = new SignerDatabase();

    private final HikariDataSource owner;
    private final HikariDataSource runtime;
    private final HikariDataSource approval;

    private SignerDatabase() {
        TestDatabase database = TestDatabases.create("signer");
        database.ensureRole(RUNTIME, "runtime");
        database.ensureRole(APPROVAL, "approval");
        owner = pool(database.url(), database.owner(), database.ownerPassword());
        Flyway.configure()
                .dataSource(owner)
                .locations("classpath:db/forward", "classpath:db/signer")
                .placeholders(Map.of("signer_user", RUNTIME, "approval_user", APPROVAL))
                .load()
                .migrate();
        runtime = pool(database.url(), RUNTIME, "runtime");
        approval = pool(database.url(), APPROVAL, "approval");
    }

    public static SignerDatabase shared() {
        return SHARED;
    }

    private static HikariDataSource pool(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(6);
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
