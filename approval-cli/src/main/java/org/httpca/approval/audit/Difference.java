package org.httpca.approval.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row that is not as the audit log's last word has it. Both sides use the same names for the same.
 *
 * @param what such as {@code certificate 5f of issuing}
 * @param keys what it is about, for scripts
 * @param log what the log says; null: nothing
 * @param entry which entry says so; null: none
 * @param row what the row says; null: it is gone
 */
record Difference(
        String what,
        Map<String, String> keys,
        @Nullable Map<String, String> log,
        @Nullable String entry,
        @Nullable Map<String, String> row) {

    /** For people; of what both say, only what differs, and the status in any case. */
    String line() {
        String said = log == null ? "says nothing" : "says " + words(log, row) + " (" + entry + ")";
        return what + ": the log " + said + ", the row " + (row == null ? "is gone" : "says " + words(row, log));
    }

    private static String words(Map<String, String> side, @Nullable Map<String, String> other) {
        return side.entrySet().stream()
                .filter(field -> field.getKey().equals(LoggedRevocation.STATUS)
                        || other == null
                        || !field.getValue().equals(other.getOrDefault(field.getKey(), field.getValue())))
                .map(field -> field.getKey() + " " + field.getValue())
                .collect(Collectors.joining(", "));
    }

    /** For {@code --json}. */
    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>(keys);
        map.put("entry", entry);
        map.put("log", log);
        map.put("row", row);
        return map;
    }
}
