package org.httpca.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The document of what each stolen part can and cannot do, as rows of tables. */
final class SecurityModel {
    private static final Pattern ROW = Pattern.compile("\\| (.+?) \\| (.+?) \\|");
    private static final Pattern CANNOT = Pattern.compile("\\b[Cc]annot\\b");
    private static final Pattern TRIAL = Pattern.compile("`([A-Z]\\w*(?:Test|Journey|Contract))\\.(\\w+)`");

    private SecurityModel() {}

    /** @param shownBy tests, or why it is so by design */
    record Row(String what, String shownBy) {
        boolean isCannot() {
            return CANNOT.matcher(what).find();
        }
    }

    static List<Row> rows(String markdown) {
        return markdown.lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Row(row.group(1), row.group(2)))
                .filter(row -> !row.what().isBlank())
                .toList();
    }

    static List<Row> cannots(String markdown) {
        return rows(markdown).stream().filter(Row::isCannot).toList();
    }

    /** @param tests the methods of each test class */
    static List<String> faults(String markdown, Map<String, Set<String>> tests) {
        List<String> faults = new ArrayList<>();
        markdown.lines()
                .filter(line ->
                        CANNOT.matcher(line).find() && !ROW.matcher(line).matches())
                .forEach(line -> faults.add("says what somebody cannot do outside of a row: " + line));
        for (Row row : rows(markdown)) {
            Matcher trial = TRIAL.matcher(row.shownBy());
            int named = 0;
            for (; trial.find(); named++) {
                if (!tests.getOrDefault(trial.group(1), Set.of()).contains(trial.group(2))) {
                    faults.add("there is no test " + trial.group() + ": " + row.what());
                }
            }
            if (row.isCannot() && named == 0) {
                faults.add("names no test that tries: " + row.what());
            }
        }
        return faults;
    }
}
