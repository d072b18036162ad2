package org.httpca.web.status;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.httpca.web.status.ChartsView.Period;
import org.jspecify.annotations.Nullable;

/**
 * The charts of what was issued, waits, and is going to end. A thread counts, a day or a week at a time, and nobody waits for it: pages show what is
 * known. A count is made again when {@value #REST} times what it took are over, so that all of them together take a small share of
 * one connection, however many certificates there are; a day that is over is counted for good.
 */
public class Charts {
    static final int DAYS = 30;
    static final int WEEKS = 13;

    private static final long REST = 500;
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration TOO_MANY = Duration.ofMinutes(30);
    private static final Duration TURN = Duration.ofSeconds(1);
    /** Certificates begin a little before they are made, and some come late. */
    private static final Duration SETTLED = Duration.ofHours(6);

    private final ChartRows rows;
    private final Clock clock;
    private final Map<LocalDate, Count> days = new HashMap<>();
    private final Map<LocalDate, Count> weeks = new HashMap<>();
    private volatile ChartsView known = ChartsView.NOTHING;

    Charts(ChartRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** What is known now; empty lists before anything was counted. */
    public ChartsView current() {
        return known;
    }

    /** Counts what is due, for a second at most and one thing at least; what is left is for the next turn. */
    synchronized void count() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        List<LocalDate> lastDays = IntStream.range(0, DAYS)
                .mapToObj(i -> today.minusDays(DAYS - 1L - i))
                .toList();
        List<LocalDate> nextWeeks =
                IntStream.range(0, WEEKS).mapToObj(monday::plusWeeks).toList();
        days.keySet().retainAll(lastDays);
        weeks.keySet().retainAll(nextWeeks);
        Map<Integer, Long> waiting = rows.waiting(now);

        boolean time = true;
        for (int i = 0; i < Math.max(DAYS, WEEKS) && time; i++) {
            if (i < WEEKS) {
                refresh(weeks, nextWeeks.get(i), 7, rows::expiring);
            }
            if (i < DAYS) {
                refresh(days, lastDays.get(DAYS - 1 - i), 1, rows::issued);
            }
            time = clock.instant().isBefore(now.plus(TURN));
        }
        known = new ChartsView(periods(days, lastDays), periods(weeks, nextWeeks), ages(waiting));
    }

    private void refresh(Map<LocalDate, Count> counts, LocalDate first, int length, Counting counting) {
        Count before = counts.get(first);
        Instant begun = clock.instant();
        if (before != null && begun.isBefore(before.due)) {
            return;
        }
        Instant from = start(first);
        Instant to = start(first.plusDays(length));
        Optional<Long> counted = counting.between(from, to);
        Instant done = clock.instant();
        if (counted.isEmpty()) {
            counts.put(first, new Count(before == null ? null : before.count, done.plus(TOO_MANY)));
            return;
        }
        Duration rest = Duration.between(begun, done).multipliedBy(REST);
        boolean settled = begun.isAfter(to.plus(SETTLED));
        Instant due = settled ? Instant.MAX : done.plus(rest.compareTo(FRESH) > 0 ? rest : FRESH);
        counts.put(first, new Count(counted.get(), due));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static List<Period> periods(Map<LocalDate, Count> counts, List<LocalDate> firsts) {
        return firsts.stream()
                .map(first -> {
                    Count count = counts.get(first);
                    return new Period(first, count == null ? null : count.count);
                })
                .toList();
    }

    private static Map<String, Long> ages(Map<Integer, Long> waiting) {
        Map<String, Long> ages = new LinkedHashMap<>();
        for (int i = 0; i < ChartsView.AGES.size(); i++) {
            ages.put(ChartsView.AGES.get(i), waiting.getOrDefault(i, 0L));
        }
        return ages;
    }

    private interface Counting {
        Optional<Long> between(Instant from, Instant to);
    }

    /**
     * What was counted.
     *
     * @param count null where there were too many
     * @param due when to count again
     */
    private record Count(@Nullable Long count, Instant due) {}
}
