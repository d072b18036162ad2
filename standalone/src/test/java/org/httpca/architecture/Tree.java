package org.httpca.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The source tree that these tests were started in. */
final class Tree {
    private Tree() {}

    /** The folder of the root pom. */
    static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("shared-messages")) && Files.exists(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("The tests do not run within the source tree.");
    }

    /** Each package below that source folder which does not say what lives in it. */
    static List<String> packagesWithoutWords(Path sources) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path folder : folders(sources)) {
            try (Stream<Path> files = Files.list(folder)) {
                boolean code = files.anyMatch(file -> file.toString().endsWith(".java"));
                if (code && !saysWhatLivesHere(folder.resolve("package-info.java"))) {
                    found.add(sources.relativize(folder).toString());
                }
            }
        }
        return found;
    }

    private static boolean saysWhatLivesHere(Path packageInfo) throws IOException {
        if (!Files.exists(packageInfo)) {
            return false;
        }
        String words = Files.readString(packageInfo);
        return words.contains("/**") && words.contains("@NullMarked");
    }

    private static List<Path> folders(Path sources) throws IOException {
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(sources)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }
}
