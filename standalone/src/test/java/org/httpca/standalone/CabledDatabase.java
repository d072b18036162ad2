package org.httpca.standalone;

import java.io.IOException;
import java.nio.file.Path;
import org.httpca.embedded.postgresql.PostgresqlServer;
import org.httpca.embedded.process.FreePorts;
import org.httpca.embedded.process.Programs;

/** A PostgreSQL of the distribution at the end of a cable: it can be killed and started again, and its address stays. */
final class CabledDatabase implements AutoCloseable {
    private final Path folder;
    private final Cable cable;
    private PostgresqlServer server;

    private CabledDatabase(Path folder) throws IOException {
        this.folder = folder;
        this.server = PostgresqlServer.startInstalled(folder);
        this.cable = Cable.to(server.port(), FreePorts.find());
    }

    static CabledDatabase start(Path folder) throws IOException {
        return new CabledDatabase(folder);
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + cable.port() + "/" + database;
    }

    PostgresqlServer server() {
        return server;
    }

    Cable cable() {
        return cable;
    }

    /** SIGKILL: nothing is written any more. */
    void kill() throws IOException {
        Programs.signal("KILL", server.pid());
        stop();
    }

    /** In order, where it still runs. */
    void stop() throws IOException {
        cable.pull();
        server.close();
    }

    /** As its supervisor would; it recovers by itself. */
    void startAgain() throws IOException {
        server = PostgresqlServer.startInstalled(folder);
        cable.plug(server.port());
    }

    @Override
    public void close() throws IOException {
        cable.close();
        server.close();
    }
}
