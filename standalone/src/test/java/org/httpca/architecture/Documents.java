package org.httpca.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*Tests?)(?:\\.\\w+)?`");
    private static final Pattern TEST_METHOD = Pattern.compile("\\bvoid (\\w+)\\(");
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
        return testMethodsOf(root, modules).keySet();
    }

    /** What each of them tries; those of one simple name together. */
    static Map<String, Set<String>> testMethodsOf(Path root, List<String> modules) throws IOException {
        Map<String, Set<String>> methods = new LinkedHashMap<>();
        for (String module : modules) {
            Path tests = root.resolve(module).resolve("src/test/java");
            if (Files.isDirectory(tests)) {
                for (Path file : sources(tests)) {
                    String name = file.getFileName().toString();
                    methods.computeIfAbsent(
                                    name.substring(0, name.length() - ".java".length()), first -> new LinkedHashSet<>())
                            .addAll(all(TEST_METHOD, Files.readString(file)));
                }
            }
        }
        return methods;
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
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
