package org.httpca.embedded.postgresql;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The main class of a JVM that is going to be killed: commits rows, and says how many. */
final class PostgresqlRunner {
    private PostgresqlRunner() {}

    public static void main(String[] arguments) throws Exception {
        PostgresqlServer server = PostgresqlServer.startEmbedded(Path.of(arguments[0]));
        Rows rows = new Rows(server);
        rows.create();
        rows.add(50);
        System.out.println("COMMITTED " + server.pid());
        new CountDownLatch(1).await();
    }
}
