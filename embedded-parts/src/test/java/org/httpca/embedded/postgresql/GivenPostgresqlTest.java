package org.httpca.embedded.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A server that others started is prepared just as our own. */
class GivenPostgresqlTest {

    @Test
    void aDatabaseAndItsOwnerAreMadeThere() throws Exception {
        PostgresqlServer theirs = TestDatabases.server();
        AtomicInteger stops = new AtomicInteger();
        try (GivenPostgresql given =
                new GivenPostgresql("localhost", theirs.port(), theirs.superuserPassword(), stops::incrementAndGet)) {
            given.ensureRole("given_owner", "a password of theirs");
            given.ensureDatabase("given", "given_owner");
            given.allowConnect("given", "given_owner");
            String url = given.jdbcUrl("given");
            assertThat(url).isEqualTo("jdbc:postgresql://localhost:" + theirs.port() + "/given");
            try (Connection connection = DriverManager.getConnection(url, "given_owner", "a password of theirs")) {
                assertThat(connection.createStatement().execute("CREATE TABLE theirs (id int)"))
                        .isFalse();
            }
        }
        assertThat(stops).hasValue(1);
    }
}
