package org.httpca.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the documentation names. */
final class Documents {
    /** {@code `web.issuance.Checks`}, with or without the common beginning: packages in lower case, then a class. */
    private static final Pattern CLASS =
            Pattern.compile("`((?:[a-z][a-z0-9]*\\.)*[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)`");

    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*Tests?)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    private Documents() {}

    /** Classes named in rows of tables. */
    static Set<String> classesInTables(String markdown) {
        String tables = markdown.lines().filter(line -> line.startsWith("|")).collect(Collectors.joining("\n"));
        return all(CLASS, tables);
    }

    static Set<String> tests(String markdown) {
        return all(TEST, markdown);
    }

    /** Targets of links within the tree. */
    static Set<String> links(String markdown) {
        return all(LINK, markdown);
    }

    /** Simple names of the tests in the whole tree. */
    static Set<String> testsOf(Path root, List<String> modules) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (String module : modules) {
            Path tests = root.resolve(module).resolve("src/test/java");
            if (Files.isDirectory(tests)) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java"))
                            .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
                }
            }
        }
        return names;
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
