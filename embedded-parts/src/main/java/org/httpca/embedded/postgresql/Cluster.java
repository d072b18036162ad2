package org.httpca.embedded.postgresql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.httpca.embedded.process.ChildProcess;
import org.httpca.embedded.process.PrivateFolder;

/**
 * What lies in a data folder: {@code cluster/} with the databases, {@code superuser.password}, {@code start.log} with what the
 * programs said before the server's own log ({@code cluster/log/}) began.
 */
record Cluster(PrivateFolder folder) {
    static final String SUPERUSER = "postgres";
    private static final String PASSWORD_FILE = "superuser.password";
    private static final Duration INITDB_LIMIT = Duration.ofMinutes(2);

    Path path() {
        return folder.path().resolve("cluster");
    }

    Path startLog() {
        return folder.path().resolve("start.log");
    }

    String superuserPassword() {
        try {
            return Files.readString(folder.path().resolve(PASSWORD_FILE)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The superuser's password in " + folder.path() + " cannot be read.", e);
        }
    }

    /** Makes the cluster where it is missing: under another name first, so that a killed first start is done again. */
    void ensureExists(PostgresqlPrograms programs, Durability durability, SecureRandom random) {
        try {
            if (Files.exists(path().resolve("PG_VERSION"))) {
                return;
            }
            if (!Files.exists(folder.path().resolve(PASSWORD_FILE))) {
                byte[] password = new byte[24];
                random.nextBytes(password);
                folder.writePrivately(PASSWORD_FILE, HexFormat.of().formatHex(password));
            }
            Path unfinished = folder.path().resolve("cluster.new");
            PrivateFolder.deleteTree(unfinished);
            initdb(programs, unfinished, durability);
            Files.move(unfinished, path(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The database's folder " + folder.path() + " cannot be written.", e);
        }
    }

    private void initdb(PostgresqlPrograms programs, Path goal, Durability durability) {
        List<String> arguments = new ArrayList<>(List.of(
                "--pgdata=" + goal,
                "--username=" + SUPERUSER,
                "--pwfile=" + folder.path().resolve(PASSWORD_FILE),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--data-checksums",
                "--no-instructions"));
        if (durability == Durability.NONE) {
            arguments.add("--no-sync");
        }
        ChildProcess initdb = ChildProcess.start(
                programs.command("initdb", arguments), "TERM", ServerEnvironment.clean(), folder.path(), startLog());
        boolean ended = initdb.awaitEnd(INITDB_LIMIT);
        initdb.askToStop();
        if (!ended || !Files.exists(goal.resolve("PG_VERSION")) || initdb.exitStatus() != 0) {
            throw new IllegalStateException("The database cannot be made in " + folder.path() + ": " + startLogEnd());
        }
    }

    /** The programs' last words on one line, for an error message. */
    String startLogEnd() {
        try {
            List<String> lines = Files.readAllLines(startLog());
            return String.join(" / ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            return "see " + startLog();
        }
    }
}
