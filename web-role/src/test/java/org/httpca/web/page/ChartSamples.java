package org.httpca.web.page;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.httpca.web.status.ChartsView;
import org.httpca.web.status.ChartsView.Period;

/** Charts of much, of next to nothing, and of nothing yet. */
final class ChartSamples {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 4);

    private ChartSamples() {}

    static ChartsView none() {
        return new ChartsView(List.of(), List.of(), Map.of());
    }

    static ChartsView few() {
        return new ChartsView(periods(30, -29, 1, 2, 1), periods(13, -2, 7, 2, 1), waiting(0, 0, 0, 0, 0));
    }

    static ChartsView many() {
        return new ChartsView(periods(30, -29, 1, 7, 180), periods(13, -2, 7, 5, 1234567), waiting(3, 40, 120, 17, 1));
    }

    private static List<Period> periods(int count, int first, int step, int modulus, long factor) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Period(
                        TODAY.plusDays(first + (long) i * step),
                        factor > 1 && i == 4 ? null : i % modulus * factor + (factor > 1 ? i : 0)))
                .toList();
    }

    private static Map<String, Long> waiting(long... counts) {
        Map<String, Long> waiting = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            waiting.put(ChartsView.AGES.get(i), counts[i]);
        }
        return waiting;
    }
}
