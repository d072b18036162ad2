package org.httpca.standalone;

import java.net.ServerSocket;
import java.nio.file.Path;
import org.httpca.embedded.broker.InstalledRabbitMq;
import org.httpca.embedded.postgresql.PostgresqlServer;

/**
 * A server of the distribution in the namespace where this program runs: {@code postgresql FOLDER}, {@code rabbitmq FOLDER
 * CONFIGURATION PLUGINS PORT}, or {@code door PORT}, which answers whoever can reach it. It says {@code ready PORT}, and ends
 * with whoever started it.
 */
final class ServerProgram {
    private ServerProgram() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "postgresql" -> {
                PostgresqlServer server = PostgresqlServer.startInstalled(Path.of(arguments[1]));
                serve(server, server.port());
            }
            case "rabbitmq" -> {
                int port = Integer.parseInt(arguments[4]);
                serve(
                        InstalledRabbitMq.startConfigured(
                                Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]), port),
                        port);
            }
            case "door" -> {
                int port = Integer.parseInt(arguments[1]);
                serve(new ServerSocket(port), port); // the kernel accepts as many as the backlog has room for
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void serve(AutoCloseable server, int port) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));
        System.out.println("ready " + port);
        while (System.in.read() >= 0) {}
        System.exit(0);
    }
}
