package org.httpca.embedded.postgresql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.httpca.embedded.process.Programs;

/** A folder with {@code initdb} and {@code postgres}, and how to call them. */
record PostgresqlPrograms(Path bin) {
    private static final Path DISTRIBUTION = Path.of("/usr/lib/postgresql");

    /** The newest of Debian's and Ubuntu's {@code /usr/lib/postgresql/MAJOR/bin}. */
    static PostgresqlPrograms newestInstalled() {
        return newestInstalled(DISTRIBUTION);
    }

    static PostgresqlPrograms newestInstalled(Path parent) {
        List<Path> candidates = List.of();
        if (Files.isDirectory(parent)) {
            try (Stream<Path> versions = Files.list(parent)) {
                candidates = versions.filter(
                                version -> version.getFileName().toString().matches("[0-9]{1,4}"))
                        .filter(version -> Files.isExecutable(version.resolve("bin/postgres")))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException("The folder " + parent + " cannot be read.", e);
            }
        }
        return candidates.stream()
                .max(Comparator.comparingInt(
                        version -> Integer.parseInt(version.getFileName().toString())))
                .map(version -> new PostgresqlPrograms(version.resolve("bin")))
                .orElseThrow(() -> new IllegalStateException(
                        "No PostgreSQL is installed in " + parent + ": install the package postgresql."));
    }

    /**
     * A command line for one of the programs. PostgreSQL refuses to run as root; in a user namespace without a mapping root is
     * nobody there, and files of root still are its own.
     */
    List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (Programs.isRoot()) {
            command.addAll(asNobody());
        }
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    private static List<String> asNobody() {
        List<String> unshare = Programs.find("unshare")
                .map(path -> List.of(path.toString(), "-U"))
                .orElse(List.of());
        List<String> probe = new ArrayList<>(unshare);
        probe.add("true");
        if (unshare.isEmpty() || !Programs.succeeds(probe)) {
            throw new IllegalStateException("PostgreSQL does not run as root and user namespaces are not allowed here:"
                    + " run HttpCA as an ordinary user.");
        }
        return unshare;
    }
}
