package org.httpca.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.httpca.embedded.postgresql.TestDatabases;
import org.httpca.embedded.postgresql.TestDatabases.TestDatabase;
import org.httpca.web.token.Scope;
import org.httpca.web.token.Tokens;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The web role as users meet it, over HTTP and on a real database: one for all tests of this JVM. Whatever the worker would
 * write, tests write as the schema's owner.
 */
public final class WebUnderTest {
    public static final String PASSWORD = "for tests alone";
    private static volatile @Nullable Contract contract;
    private static final WebUnderTest SHARED = new WebUnderTest();
    private static @Nullable ConfigurableApplicationContext impatient;

    private final ConfigurableApplicationContext context;
    private final DriverManagerDataSource ownerSource;
    private final JdbcClient owner;
    private final Map<String, Object> properties;

    private WebUnderTest() {
        TestDatabase database = TestDatabases.create("web");
        properties = properties(database);
        WebRole.migrate(properties);
        ownerSource = new DriverManagerDataSource(database.url(), database.owner(), database.ownerPassword());
        owner = JdbcClient.create(ownerSource);
        Published.all(owner);
        context = WebRole.run(properties);
        contract = new Contract(http().get("/api/v1/openapi.json").json());
        Runtime.getRuntime().addShutdownHook(new Thread(context::close));
    }

    /** The settings of a role on that database, with the logins that they name. */
    public static Map<String, Object> properties(TestDatabase database) {
        database.ensureRole("httpca_web", PASSWORD);
        database.ensureRole("httpca_worker", PASSWORD);
        return new HashMap<>(Map.of(
                "httpca.database.url",
                database.url(),
                "httpca.database.user",
                "httpca_web",
                "httpca.database.password-file",
                file(PASSWORD),
                "httpca.migration.user",
                database.owner(),
                "httpca.migration.password-file",
                file(database.ownerPassword()),
                "httpca.public-url",
                "http://ca.example:8080",
                "httpca.api.anonymous",
                true,
                "httpca.port",
                0));
    }

    /** What the API promises; empty while it is being asked. */
    static Optional<Contract> contract() {
        return Optional.ofNullable(contract);
    }

    public static WebUnderTest shared() {
        return SHARED;
    }

    /** Another instance on the same database, which waits for no second packet of a body: one for all tests of this JVM. */
    public static synchronized Http impatient() {
        ConfigurableApplicationContext started = impatient;
        if (started == null) {
            Map<String, Object> properties = SHARED.properties();
            properties.put("httpca.instance", "impatient");
            properties.put("httpca.limits.body-time", "1ns");
            properties.put("httpca.limits.bodies", 2);
            started = WebRole.run(properties);
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            impatient = started;
        }
        return http(started);
    }

    /** The settings of the shared role; another one may be started from a changed copy. */
    public Map<String, Object> properties() {
        return new HashMap<>(properties);
    }

    public Http http() {
        return new Http(port(context));
    }

    public static Http http(ConfigurableApplicationContext context) {
        return new Http(port(context));
    }

    /** The port for health and metrics. */
    public static Http management(ConfigurableApplicationContext context) {
        return new Http(context.getBean(Environment.class).getRequiredProperty("local.management.port", Integer.class));
    }

    public int port() {
        return port(context);
    }

    public static int port(ConfigurableApplicationContext context) {
        return context.getBean(Environment.class).getRequiredProperty("local.server.port", Integer.class);
    }

    /** The database as its owner sees it. */
    public JdbcClient owner() {
        return owner;
    }

    /** The same, for whoever asks often and from one thread. */
    public JdbcClient ownerInOneConnection() {
        try {
            return JdbcClient.create(new SingleConnectionDataSource(ownerSource.getConnection(), true));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String token(String name, Scope scope) {
        return bean(Tokens.class).create(name, EnumSet.of(scope)).orElseThrow();
    }

    private static String file(String content) {
        try {
            Path file = Files.createTempFile("httpca-web-test-", ".password");
            file.toFile().deleteOnExit();
            return Files.writeString(file, content + "\n").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
