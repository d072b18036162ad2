package org.httpca.web.page;

import java.util.List;
import org.httpca.web.status.ChartsView;

/**
 * The charts of the status page.
 *
 * @param columns those over time; empty before anything was counted
 * @param waiting requests by how long they have waited; empty before anything was counted
 */
record ChartsPage(List<ColumnChart> columns, List<Waiting> waiting) {
    private static final int SEEN = 6;

    /**
     * How many have waited for so long.
     *
     * @param perMille of the longest bar
     */
    record Waiting(String age, long count, int perMille) {}

    static ChartsPage of(ChartsView view) {
        if (view.issued().isEmpty()) {
            return new ChartsPage(List.of(), List.of());
        }
        long most = view.waiting().values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return new ChartsPage(
                List.of(ColumnChart.of("issued", view.issued()), ColumnChart.of("expiring", view.expiring())),
                view.waiting().entrySet().stream()
                        .map(entry -> new Waiting(entry.getKey(), entry.getValue(), perMille(entry.getValue(), most)))
                        .toList());
    }

    private static int perMille(long count, long most) {
        return count == 0 ? 0 : (int) Math.max(SEEN, count * 1000 / most);
    }
}
