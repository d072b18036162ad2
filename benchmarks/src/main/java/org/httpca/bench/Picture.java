package org.httpca.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Latency over time as SVG: above, the median, the 95th percentile and the slowest of each slice of the run; below, how many
 * certificates arrived in it, by the second. Its colours follow the reader's, light or dark.
 */
final class Picture {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 460;
    private static final int LEFT = 64;
    private static final int RIGHT = 20;
    private static final Panel LATENCY = new Panel(52, 250);
    private static final Panel RATE = new Panel(340, 80);
    private static final int MOST_SLICES = 120;

    private static final String STYLE = """
            svg { background: #fff; color-scheme: light dark; font: 13px system-ui, sans-serif; }
            text { fill: #333; } .title { font-size: 15px; font-weight: 600; }
            .grid { stroke: #ddd; stroke-width: 1; } .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
            .p50 { stroke: #0b6e4f; } .p95 { stroke: #b45f06; } .max { stroke: #a61c3c; stroke-width: 1; }
            .key50 { fill: #0b6e4f; } .key95 { fill: #b45f06; } .keymax { fill: #a61c3c; } .rate { fill: #5b7fa6; }
            @media (prefers-color-scheme: dark) {
              svg { background: #16191d; } text { fill: #d5d8dc; } .grid { stroke: #363b42; }
              .p50 { stroke: #4fc99a; } .p95 { stroke: #f0a44b; } .max { stroke: #f27391; }
              .key50 { fill: #4fc99a; } .key95 { fill: #f0a44b; } .keymax { fill: #f27391; } .rate { fill: #7fa6cf; }
            }
            """;

    /** Where a part of the picture lies, from its upper edge down, in pixels. */
    private record Panel(int top, int height) {

        double y(double value, double highest) {
            return top + height - height * value / highest;
        }
    }

    /** What arrived between two moments. */
    private record Slice(double from, double to, Latencies latencies, int count) {

        double middle() {
            return (from + to) / 2;
        }

        double perSecond() {
            return count / (to - from);
        }
    }

    private final List<Slice> slices;
    private final double seconds;
    private final String title;

    private Picture(List<Slice> slices, double seconds, String title) {
        this.slices = slices;
        this.seconds = seconds;
        this.title = title;
    }

    /** @param title what was measured, one line */
    static String of(List<Outcome> issued, String title) {
        double seconds = Math.max(
                0.001, issued.stream().mapToLong(Outcome::endedNanos).max().orElse(0) / 1e9);
        int count = Math.max(1, Math.min(MOST_SLICES, (int) seconds * 2));
        double length = seconds / count;
        var bySlice = issued.stream()
                .collect(Collectors.groupingBy(
                        outcome -> Math.min(count - 1, (int) (outcome.endedNanos() / 1e9 / length))));
        List<Slice> slices = IntStream.range(0, count)
                .mapToObj(i -> {
                    List<Outcome> within = bySlice.getOrDefault(i, List.of());
                    return new Slice(i * length, (i + 1) * length, Latencies.of(within), within.size());
                })
                .toList();
        return new Picture(slices, seconds, title).svg();
    }

    private String svg() {
        double slowest = nice(slices.stream()
                .mapToDouble(slice -> slice.latencies().max())
                .max()
                .orElse(1));
        double busiest =
                nice(slices.stream().mapToDouble(Slice::perSecond).max().orElse(1));
        List<String> lines = new ArrayList<>();
        lines.add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" role=\"img\" aria-label=\"" + escaped(title) + "\">");
        lines.add("<style>\n" + STYLE + "</style>");
        lines.add(text(LEFT, 22, "title", "start", title));
        lines.add(text(LEFT, 42, "", "start", "milliseconds from request to certificate"));
        lines.add(text(WIDTH - RIGHT - 190, 42, "key50", "start", "median"));
        lines.add(text(WIDTH - RIGHT - 120, 42, "key95", "start", "95 %"));
        lines.add(text(WIDTH - RIGHT - 70, 42, "keymax", "start", "slowest"));
        grid(lines, LATENCY, slowest);
        lines.add(line("max", slowest, Latencies::max));
        lines.add(line("p95", slowest, latencies -> latencies.percentile(95)));
        lines.add(line("p50", slowest, latencies -> latencies.percentile(50)));
        lines.add(text(LEFT, RATE.top() - 10, "", "start", "certificates a second"));
        grid(lines, RATE, busiest);
        slices.forEach(slice -> lines.add(bar(slice, busiest)));
        for (int i = 0; i <= 4; i++) {
            double at = seconds * i / 4;
            lines.add(text(x(at), HEIGHT - 18, "", i == 4 ? "end" : "middle", number(at) + " s"));
        }
        lines.add("</svg>");
        return String.join("\n", lines) + "\n";
    }

    private String line(String kind, double highest, ToDoubleFunction<Latencies> value) {
        String points = slices.stream()
                .filter(slice -> !slice.latencies().isEmpty())
                .map(slice -> number(x(slice.middle())) + ","
                        + number(LATENCY.y(value.applyAsDouble(slice.latencies()), highest)))
                .collect(Collectors.joining(" "));
        return "<polyline class=\"line " + kind + "\" points=\"" + points + "\"/>";
    }

    private String bar(Slice slice, double highest) {
        double y = RATE.y(slice.perSecond(), highest);
        return "<rect class=\"rate\" x=\"" + number(x(slice.from())) + "\" y=\"" + number(y) + "\" width=\""
                + number(Math.max(0.5, x(slice.to()) - x(slice.from()) - 1)) + "\" height=\""
                + number(RATE.top() + RATE.height() - y) + "\"/>";
    }

    private static void grid(List<String> lines, Panel panel, double highest) {
        for (int i = 0; i <= 2; i++) {
            double y = panel.y(highest * i / 2, highest);
            lines.add("<line class=\"grid\" x1=\"" + LEFT + "\" y1=\"" + number(y) + "\" x2=\"" + (WIDTH - RIGHT)
                    + "\" y2=\"" + number(y) + "\"/>");
            lines.add(text(LEFT - 8, y + 4, "", "end", number(highest * i / 2)));
        }
    }

    private double x(double at) {
        return LEFT + (WIDTH - LEFT - RIGHT) * at / seconds;
    }

    /** The next number of one round digit, so that a reader can count with the scale. */
    private static double nice(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1))));
        for (double step : new double[] {1, 2, 3, 4, 6, 8}) {
            if (value <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String text(double x, double y, String kind, String anchor, String words) {
        return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" class=\"" + kind + "\" text-anchor=\"" + anchor
                + "\">" + escaped(words) + "</text>";
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
