package org.httpca.web.search;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Certificates as lines of comma-separated values (RFC 4180), with the members of the JSON as columns. */
final class Csv {
    private static final List<String> COLUMNS = List.of(
            "issuer",
            "serial",
            "status",
            "reason",
            "since",
            "subject",
            "names",
            "key",
            "sha256",
            "publicKeySha256",
            "notBefore",
            "notAfter",
            "requestedBy",
            "requesterName",
            "requesterEmail",
            "url");

    /** With these a cell would be a formula to a spreadsheet, and be calculated. */
    private static final String FORMULA = "=+-@\t\r\n";

    private Csv() {}

    static String header() {
        return String.join(",", COLUMNS) + "\r\n";
    }

    /** @param url of the installation, without a slash at its end */
    static String line(Found found, String url) {
        return line(
                found.issuer(),
                found.serial(),
                found.status().word(),
                found.reason() == null ? null : found.reason().label(),
                text(found.since()),
                found.subject(),
                String.join(" ", found.names()),
                found.key(),
                found.sha256(),
                found.spkiSha256(),
                text(found.notBefore()),
                text(found.notAfter()),
                found.requester().principal(),
                found.requester().name(),
                found.requester().email(),
                url + found.path());
    }

    /** Stands in the first cell of a line of its own, so that nobody takes the part for the whole. */
    static String cut(String words) {
        String[] cells = new String[COLUMNS.size()];
        Arrays.fill(cells, "");
        cells[0] = words;
        return line(cells);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static String line(@Nullable String... cells) {
        return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String harmless = FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain = harmless.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? harmless : "\"" + harmless.replace("\"", "\"\"") + "\"";
    }
}
