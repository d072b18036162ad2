package org.httpca.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The jars that users type, {@code ROLE/target/ROLE.jar}, as this build has made them. */
final class BootJars {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String WAY_OUT = ": run the phase package or a later one, with -am, so that it is made first.";

    private BootJars() {}

    /** @throws AssertionError where there is none, or only one that is older than the classes in it */
    static Path of(String role) throws IOException {
        Path jar = ROOT.resolve(role).resolve("target").resolve(role + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new AssertionError("There is no " + jar + WAY_OUT);
        }
        FileTime made = Files.getLastModifiedTime(jar);
        for (String module : List.of(role, "shared-messages", "store-and-forward", "certificate-lint")) {
            if (newest(ROOT.resolve(module).resolve("target/classes")).compareTo(made) > 0) {
                throw new AssertionError(jar + " is older than the classes of " + module + WAY_OUT);
            }
        }
        return jar;
    }

    private static FileTime newest(Path classes) throws IOException {
        try (Stream<Path> tree = Files.walk(classes)) {
            return tree.filter(Files::isRegularFile)
                    .map(BootJars::modified)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private static FileTime modified(Path file) {
        return FileTime.fromMillis(file.toFile().lastModified());
    }
}
