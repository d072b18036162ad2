package org.httpca.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** A JDK that knows ML-DSA by itself, which is no package of Debian 12: 24 or newer. */
final class NewerJdk {
    private static final int FIRST = 24;
    private static final String PROPERTY = "httpca.newer-jdk";

    private NewerJdk() {}

    /** Its folder: {@code -Dhttpca.newer-jdk=DIR}, or one below {@code /usr/lib/jvm}. There being none is a failure. */
    static Path home() throws IOException {
        String given = System.getProperty(PROPERTY);
        if (given != null) {
            return Path.of(given);
        }
        try (Stream<Path> installed = Files.list(Path.of("/usr/lib/jvm"))) {
            return installed
                    .filter(jdk -> version(jdk) >= FIRST && Files.isExecutable(jdk.resolve("bin/javac")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("There is no JDK " + FIRST
                            + " or newer below /usr/lib/jvm. Install one, or say where it is: -D" + PROPERTY
                            + "=DIR."));
        }
    }

    /** Runs a source file. */
    static Program.Ended run(Path source, List<String> arguments) throws Exception {
        String[] words = Stream.concat(
                        Stream.of(
                                home().resolve("bin/java").toString(),
                                source.toAbsolutePath().toString()),
                        arguments.stream())
                .toArray(String[]::new);
        return Program.run(Path.of("."), words);
    }

    private static int version(Path jdk) {
        Properties release = new Properties();
        try (var in = Files.newBufferedReader(jdk.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            return 0;
        }
        String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Integer.parseInt(version.split("[^0-9]", 2)[0]);
    }
}
