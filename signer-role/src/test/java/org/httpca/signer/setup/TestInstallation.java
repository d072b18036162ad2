package org.httpca.signer.setup;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** What {@code setup} makes, made once for all tests: each has a copy of its own. */
final class TestInstallation {

    private TestInstallation() {}

    private static final class Made {
        static final Path FOLDER = make();

        private static Path make() {
            try {
                Path folder = Path.of("target", "test-installation").toAbsolutePath();
                if (Files.exists(folder)) {
                    try (Stream<Path> tree = Files.walk(folder)) {
                        for (Path path :
                                tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                            Files.delete(path);
                        }
                    }
                }
                StringWriter said = new StringWriter();
                List<String> arguments = List.of(
                        "--out", folder.toString(), "--public-url", "http://ca.example", "--broker-host", "mq.example");
                if (Setup.run(arguments, new PrintWriter(said), new PrintWriter(said)) != 0) {
                    throw new IllegalStateException(said.toString());
                }
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static void copyTo(Path target) throws IOException {
        try (Stream<Path> tree = Files.walk(Made.FOLDER)) {
            for (Path path : tree.skip(1).toList()) {
                Files.copy(
                        path,
                        target.resolve(Made.FOLDER.relativize(path).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
