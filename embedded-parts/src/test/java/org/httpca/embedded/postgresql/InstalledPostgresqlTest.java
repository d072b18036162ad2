package org.httpca.embedded.postgresql;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("full")
class InstalledPostgresqlTest extends PostgresqlServerContract {
    @Override
    PostgresqlServer start(Path folder) {
        return PostgresqlServer.startInstalled(folder);
    }
}
