package org.httpca.bench;

import java.util.Locale;
import java.util.Map;

/** For each kind of search a bar to its 99th percentile, with its median on it, as SVG. Its colours follow the reader's. */
final class SearchPicture {
    private static final int WIDTH = 960;
    private static final int LEFT = 130;
    private static final int RIGHT = 190;
    private static final int TOP = 60;
    private static final int ROW = 34;

    private static final String STYLE = """
            svg { background: #fff; color-scheme: light dark; font: 13px system-ui, sans-serif; }
            text { fill: #333; } .title { font-size: 15px; font-weight: 600; }
            .p50 { fill: #0b6e4f; } .p99 { fill: #d9a55b; }
            @media (prefers-color-scheme: dark) {
              svg { background: #16191d; } text { fill: #d5d8dc; } .p50 { fill: #4fc99a; } .p99 { fill: #8a5a1c; }
            }
            """;

    private SearchPicture() {}

    static String of(Map<SearchKind, OcspLoad.Outcome> kinds) {
        double highest = kinds.values().stream()
                .mapToDouble(outcome -> outcome.latencies().percentile(99))
                .max()
                .orElse(1);
        StringBuilder rows = new StringBuilder();
        int y = TOP;
        for (Map.Entry<SearchKind, OcspLoad.Outcome> each : kinds.entrySet()) {
            Latencies latencies = each.getValue().latencies();
            rows.append(row(each.getKey().word(), latencies.percentile(50), latencies.percentile(99), highest, y));
            y += ROW;
        }
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n<style>%n%s</style>%n"
                        + "<text class=\"title\" x=\"%d\" y=\"30\">%s</text>%n%s</svg>%n",
                WIDTH,
                y + 20,
                "How long searches take",
                STYLE,
                20,
                "How long searches take: median, and 99 of 100",
                rows);
    }

    private static String row(String kind, double p50, double p99, double highest, int y) {
        double scale = highest > 0 ? (WIDTH - LEFT - RIGHT) / highest : 0;
        return String.format(
                Locale.ROOT,
                "<text x=\"20\" y=\"%d\">%s</text><rect class=\"p99\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"20\"/>"
                        + "<rect class=\"p50\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"20\"/>"
                        + "<text x=\"%.1f\" y=\"%d\">%.1f ms, %.1f ms</text>%n",
                y + 15,
                kind,
                LEFT,
                y,
                p99 * scale,
                LEFT,
                y,
                p50 * scale,
                LEFT + p99 * scale + 10,
                y + 15,
                p50,
                p99);
    }
}
