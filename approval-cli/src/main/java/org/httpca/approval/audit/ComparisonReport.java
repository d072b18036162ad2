package org.httpca.approval.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of a table with the audit log found.
 *
 * @param compared how many rows and last words there are, a row and its word being one
 * @param different how many of them are not the same
 * @param first the first of those, {@value #MOST} at most: of a table that is gone there may be millions
 */
public record ComparisonReport(long compared, long different, List<Difference> first) {
    static final int MOST = 100;

    public ComparisonReport {
        first = List.copyOf(first);
    }

    boolean holds() {
        return different == 0;
    }

    /** A sentence for each of the first; then how many more there are. */
    public List<String> lines() {
        List<String> lines =
                new ArrayList<>(first.stream().map(Difference::line).toList());
        if (different > first.size()) {
            lines.add("and " + (different - first.size()) + " more");
        }
        return lines;
    }

    /** For {@code --json}. */
    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("count", compared);
        map.put("different", different);
        map.put("first", first.stream().map(Difference::toMap).toList());
        return map;
    }
}
