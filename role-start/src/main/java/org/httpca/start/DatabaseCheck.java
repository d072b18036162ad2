package org.httpca.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Looks at a database before anything uses it: it must be reachable, its schema be the one that this release was made for, and
 * the role's user be unable to change that.
 *
 * @param name as operators know it, such as "web database"
 * @param needed the version of the schema that this release needs
 * @param newest the newest version that it knows; null if any newer one will do
 * @param migrate what brings the schema up to date
 */
public record DatabaseCheck(
        String name, SchemaVersion needed, @Nullable SchemaVersion newest, String migrate) {
    private static final Pattern MIGRATION = Pattern.compile("V([0-9.]+)__.*\\.sql");
    private static final String FORBIDDEN = "42501";

    /** For a role that has the migrations of its database on its class path, in these folders. */
    public static DatabaseCheck ofMigrations(String name, String migrate, String... folders) {
        SchemaVersion newest = Stream.of(folders)
                .flatMap(folder -> names("classpath*:" + folder + "/*.sql"))
                .map(MIGRATION::matcher)
                .filter(Matcher::matches)
                .map(matcher -> SchemaVersion.of(matcher.group(1)))
                .max(SchemaVersion::compareTo)
                .orElseThrow();
        return new DatabaseCheck(name, newest, newest, migrate);
    }

    private static Stream<String> names(String pattern) {
        try {
            return Stream.of(new PathMatchingResourcePatternResolver().getResources(pattern))
                    .map(Resource::getFilename)
                    .filter(Objects::nonNull);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws InvalidSettingException with what to do */
    public void check(DataSource dataSource) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        try {
            if (!holds(jdbc, "SELECT to_regclass('flyway_schema_history') IS NOT NULL")) {
                throw new InvalidSettingException("The " + name + " has no tables yet: run " + migrate + " first.");
            }
            if (holds(jdbc, "SELECT has_schema_privilege(current_schema(), 'CREATE')")
                    || holds(
                            jdbc,
                            "SELECT pg_has_role(relowner, 'MEMBER') FROM pg_class WHERE oid = 'flyway_schema_history'::regclass")) {
                throw new InvalidSettingException("httpca.database.user may change the schema of the " + name
                        + ": set a user who has no right to that.");
            }
            compare(version(jdbc));
        } catch (DataAccessException e) {
            throw unusable(e);
        }
    }

    /** Whether a database could not even be asked, which may pass; wrong credentials do not. */
    public static boolean isOutage(InvalidSettingException fault) {
        SQLException said = saidBy(fault);
        return said != null && said.getSQLState() != null && said.getSQLState().matches("08...|57P..|53...");
    }

    /** What the driver said: below it may be what the network did, such as a connection that was refused or ended. */
    private static @Nullable SQLException saidBy(Throwable fault) {
        int depth = 0;
        for (Throwable at = fault; at != null && depth++ < 20; at = at.getCause()) {
            if (at instanceof SQLException said) {
                return said;
            }
        }
        return null;
    }

    private void compare(@Nullable SchemaVersion version) {
        if (version == null || version.compareTo(needed) < 0) {
            throw new InvalidSettingException(
                    "The schema of the " + name + " is " + (version == null ? "too old" : "at version " + version)
                            + ", and this release needs " + needed + ": run " + migrate + " first.");
        }
        if (newest != null && version.compareTo(newest) > 0) {
            throw new InvalidSettingException("The schema of the " + name + " is at version " + version
                    + ", and this release knows no newer one than " + newest + ": start the release that made it.");
        }
    }

    /** Null if the history may not be read, as it was before versions were looked at. */
    private static @Nullable SchemaVersion version(JdbcTemplate jdbc) {
        try {
            List<String> versions = jdbc.queryForList(
                    "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL", String.class);
            return versions.stream()
                    .map(SchemaVersion::of)
                    .max(SchemaVersion::compareTo)
                    .orElse(null);
        } catch (DataAccessException e) {
            SQLException said = saidBy(e);
            if (said != null && FORBIDDEN.equals(said.getSQLState())) {
                return null;
            }
            throw e;
        }
    }

    private InvalidSettingException unusable(DataAccessException fault) {
        SQLException said = saidBy(fault);
        return new InvalidSettingException(
                "The " + name + " cannot be used; look at httpca.database.url, .user and .password-file ("
                        + (said == null ? fault.getMostSpecificCause() : said).getMessage() + ").",
                fault);
    }

    private static boolean holds(JdbcTemplate jdbc, String sql) {
        return Boolean.TRUE.equals(jdbc.queryForObject(sql, Boolean.class));
    }
}
