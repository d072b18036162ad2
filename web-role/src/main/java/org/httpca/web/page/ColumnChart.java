package org.httpca.web.page;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.httpca.web.status.ChartsView.Period;
import org.jspecify.annotations.Nullable;

/**
 * A chart of columns, drawn here and not by a script: {@value #WIDE} wide and {@value #HIGH} high, in units that the page stretches.
 *
 * @param name the end of its keys
 * @param sum of all that was counted
 * @param most the highest column
 * @param whole whether everything was counted
 */
record ColumnChart(String name, List<Column> columns, long sum, long most, boolean whole) {
    private static final int WIDE = 1000;
    private static final int HIGH = 200;
    /** What is there at all can be seen. */
    private static final int SEEN = 4;

    /** One day or week; count null: not counted. */
    record Column(Moment from, @Nullable Long count, double x, double width, int y, int height) {}

    static ColumnChart of(String name, List<Period> periods) {
        long most = periods.stream().mapToLong(ColumnChart::count).max().orElse(0);
        double step = (double) WIDE / Math.max(1, periods.size());
        List<Column> columns = IntStream.range(0, periods.size())
                .mapToObj(i -> {
                    Period period = periods.get(i);
                    long count = count(period);
                    int height = count == 0 ? 0 : (int) Math.max(SEEN, Math.round((double) count / most * HIGH));
                    Moment from = new Moment(
                            period.from().atStartOfDay(ZoneOffset.UTC).toInstant());
                    return new Column(
                            from, period.count(), tenths(i * step), tenths(step * 0.75), HIGH - height, height);
                })
                .toList();
        return new ColumnChart(
                name,
                columns,
                periods.stream().mapToLong(ColumnChart::count).sum(),
                most,
                periods.stream().allMatch(period -> period.count() != null));
    }

    public Column first() {
        return columns.get(0);
    }

    public Column last() {
        return columns.get(columns.size() - 1);
    }

    private static long count(Period period) {
        return Objects.requireNonNullElse(period.count(), 0L);
    }

    private static double tenths(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
