package org.httpca.bench;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.httpca.bench.Outcome.Kind;
import org.httpca.message.MessageJson;

/** The numbers of a run: for people as a short table, for scripts as JSON. */
final class Report {

    private static final int REASONS = 8;

    private final String noun;
    private final Checked checked;
    private final Map<String, Latencies> steps;
    private final Latencies latencies;
    private final double seconds;
    private final Map<String, Object> environment;

    /** @param environment what it was measured on, in the order to be shown */
    Report(Checked checked, Map<String, Object> environment) {
        this("requests", checked, Map.of(), environment);
    }

    /**
     * Of something that takes steps.
     *
     * @param noun what is counted
     * @param steps by their names, in the order to be shown
     */
    Report(String noun, Checked checked, Map<String, Latencies> steps, Map<String, Object> environment) {
        this.noun = noun;
        this.checked = checked;
        this.steps = new LinkedHashMap<>(steps);
        this.latencies = Latencies.of(issued(checked));
        this.seconds = seconds(checked);
        this.environment = new LinkedHashMap<>(environment);
    }

    private static List<Outcome> issued(Checked checked) {
        return checked.outcomes().stream()
                .filter(outcome -> outcome.kind() == Kind.ISSUED)
                .toList();
    }

    /** From the first request sent to the last certificate fetched. */
    private static double seconds(Checked checked) {
        long first = checked.outcomes().stream()
                .mapToLong(Outcome::startedNanos)
                .min()
                .orElse(0);
        long last =
                checked.outcomes().stream().mapToLong(Outcome::endedNanos).max().orElse(0);
        return (last - first) / 1e9;
    }

    double perSecond() {
        return seconds == 0 ? 0 : checked.count(Kind.ISSUED) / seconds;
    }

    boolean isClean() {
        return checked.isClean();
    }

    /** SVG. */
    String picture() {
        return Picture.of(
                issued(checked),
                String.format(Locale.ROOT, "%d certificates, %.0f a second", checked.count(Kind.ISSUED), perSecond()));
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(noun, checked.outcomes().size());
        all.put("issued", checked.count(Kind.ISSUED));
        all.put("rejected", checked.count(Kind.REJECTED));
        all.put("lost", checked.count(Kind.LOST));
        all.put("duplicates", checked.duplicates());
        all.put("seconds", rounded(seconds));
        all.put("perSecond", rounded(perSecond()));
        all.put("latencyMs", milliseconds(latencies));
        if (!steps.isEmpty()) {
            Map<String, Object> each = new LinkedHashMap<>();
            steps.forEach((step, times) -> each.put(step, milliseconds(times)));
            all.put("stepsMs", each);
        }
        all.put("environment", environment);
        return MessageJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    }

    private static Map<String, Object> milliseconds(Latencies latencies) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("p50", rounded(latencies.percentile(50)));
        all.put("p95", rounded(latencies.percentile(95)));
        all.put("p99", rounded(latencies.percentile(99)));
        all.put("max", rounded(latencies.max()));
        return all;
    }

    void print(PrintStream out) {
        line(out, noun, Integer.toString(checked.outcomes().size()));
        line(out, "issued", Integer.toString(checked.count(Kind.ISSUED)));
        line(out, "rejected", Integer.toString(checked.count(Kind.REJECTED)));
        line(out, "lost", Integer.toString(checked.count(Kind.LOST)));
        line(out, "duplicates", Integer.toString(checked.duplicates()));
        line(out, "seconds", text(seconds, 1));
        line(out, "per second", text(perSecond(), 1));
        line(out, "latency, ms", text(latencies));
        steps.forEach((step, times) -> line(out, "  " + step, text(times)));
        environment.forEach((name, value) -> line(out, name, String.valueOf(value)));
        reasons(out);
    }

    /** Why requests are not issued, the most frequent reasons first. */
    private void reasons(PrintStream out) {
        Map<String, Integer> reasons = new TreeMap<>();
        checked.outcomes().stream()
                .filter(outcome -> outcome.kind() != Kind.ISSUED)
                .forEach(outcome -> reasons.merge(outcome.reason(), 1, Integer::sum));
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(REASONS)
                .forEach(reason -> out.println("  " + reason.getValue() + " times: " + reason.getKey()));
    }

    private static void line(PrintStream out, String name, String value) {
        out.println(String.format(Locale.ROOT, "%-18s %s", name, value));
    }

    private static String text(Latencies latencies) {
        return "p50 " + text(latencies.percentile(50), 0) + "   p95 " + text(latencies.percentile(95), 0) + "   p99 "
                + text(latencies.percentile(99), 0) + "   max " + text(latencies.max(), 0);
    }

    private static String text(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
