package org.httpca.signer;

import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks at the database before anything uses it. */
final class DatabaseCheck {

    private DatabaseCheck() {}

    /**
     * @throws InvalidSettingException when it cannot be reached, has no tables, or the runtime user could change its schema
     */
    static void check(DataSource dataSource) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        try {
            if (!holds(jdbc, "SELECT to_regclass('request') IS NOT NULL AND to_regclass('outbox') IS NOT NULL")) {
                throw new InvalidSettingException(
                        "The signer's database has no tables yet: run `java -jar signer-role.jar migrate --config DIR` first.");
            }
            if (holds(jdbc, "SELECT has_schema_privilege(current_schema(), 'CREATE')")) {
                throw new InvalidSettingException(
                        "httpca.database.user may change the schema of the signer's database: give the signer a user without that right.");
            }
        } catch (DataAccessException e) {
            throw new InvalidSettingException(
                    "The signer's database cannot be used; look at httpca.database.url, .user and .password-file ("
                            + e.getMostSpecificCause().getMessage() + ").",
                    e);
        }
    }

    private static boolean holds(JdbcTemplate jdbc, String sql) {
        return Boolean.TRUE.equals(jdbc.queryForObject(sql, Boolean.class));
    }
}
