package org.httpca.embedded.postgresql;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.httpca.embedded.process.PrivateFolder;

/**
 * A PostgreSQL of our own on 127.0.0.1, with SCRAM passwords, checksums and durable commits. Its data survives restarts and
 * kill -9; the server ends when we end. One process at a time uses a data folder.
 *
 * <p>Errors are {@link IllegalStateException} (or {@link UncheckedIOException}) with a sentence that says what to do.
 */
public final class PostgresqlServer extends SuperuserServer {
    private final PrivateFolder folder;
    private final Postmaster postmaster;
    private final String password;

    private PostgresqlServer(PrivateFolder folder, Postmaster postmaster, String password) {
        super(new Superuser("127.0.0.1", postmaster.port(), password));
        this.folder = folder;
        this.postmaster = postmaster;
        this.password = password;
    }

    /** Starts the PostgreSQL that travels in our jars; the first start on a machine unpacks it, the first in a folder makes the data. */
    public static PostgresqlServer startEmbedded(Path dataFolder) {
        return start(BundledPrograms.unpacked(), dataFolder, Durability.DURABLE);
    }

    /** Starts the newest PostgreSQL that the distribution has installed in {@code /usr/lib/postgresql}. */
    public static PostgresqlServer startInstalled(Path dataFolder) {
        return start(PostgresqlPrograms.newestInstalled(), dataFolder, Durability.DURABLE);
    }

    static PostgresqlServer start(PostgresqlPrograms programs, Path dataFolder, Durability durability) {
        PrivateFolder folder = PrivateFolder.lock(dataFolder);
        Postmaster postmaster = null;
        try {
            Cluster cluster = new Cluster(folder);
            cluster.ensureExists(programs, durability, new SecureRandom());
            new PostmasterFile(cluster.path()).stopOrphan();
            postmaster = Postmaster.start(programs, cluster, durability);
            PostgresqlServer server = new PostgresqlServer(folder, postmaster, cluster.superuserPassword());
            server.superuser.logIn();
            return server;
        } catch (RuntimeException e) {
            if (postmaster != null) {
                postmaster.stop();
            }
            folder.close();
            throw e;
        }
    }

    public int port() {
        return postmaster.port();
    }

    public String superuser() {
        return Cluster.SUPERUSER;
    }

    public String superuserPassword() {
        return password;
    }

    /** The server's process id. */
    public long pid() {
        return postmaster.pid();
    }

    /** Stops the server (clients are cut, everything is written) and waits for its end. */
    @Override
    public synchronized void close() {
        postmaster.stop();
        folder.close();
    }
}
