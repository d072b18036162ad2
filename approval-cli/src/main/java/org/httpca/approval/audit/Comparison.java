package org.httpca.approval.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what was compared, and remembers the first differences. */
final class Comparison {
    private final List<Difference> first = new ArrayList<>();
    private long compared;
    private long different;

    /** @param difference null: none */
    void step(@Nullable Difference difference) {
        compared++;
        if (difference != null) {
            different++;
            if (first.size() < ComparisonReport.MOST) {
                first.add(difference);
            }
        }
    }

    ComparisonReport report() {
        return new ComparisonReport(compared, different, first);
    }
}
