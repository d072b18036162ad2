package org.httpca.web.status;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the charts show. All days are UTC's.
 *
 * @param issued certificates by the day on which they begin, the oldest first, today the last
 * @param expiring certificates by the week in which they end, this one (from Monday on, what of it is over included) the first; without
 *     those that are revoked or on hold
 * @param waiting requests without an outcome by how long they have waited, in the order of {@link #AGES}, every one of them there
 */
public record ChartsView(List<Period> issued, List<Period> expiring, Map<String, Long> waiting) {
    /** Less than a minute, an hour, a day, a week; and longer. */
    public static final List<String> AGES = List.of("minute", "hour", "day", "week", "longer");

    static final ChartsView NOTHING = new ChartsView(List.of(), List.of(), Map.of());

    /**
     * A day or a week.
     *
     * @param count null: not counted yet
     */
    public record Period(LocalDate from, @Nullable Long count) {}
}
