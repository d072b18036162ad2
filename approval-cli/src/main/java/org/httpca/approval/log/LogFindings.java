package org.httpca.approval.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.httpca.log.LogEntry;
import org.httpca.log.TreeHead;
import org.jspecify.annotations.Nullable;

/**
 * What a check of the published log found.
 *
 * @param head the verified one; null if the log has no entries
 * @param remembered the one of before, if there was one
 * @param logBreak a sentence; null if the log holds
 * @param counts entries by their kind; empty unless all were read
 * @param certificates those that were asked about
 * @param database how the signer's database compares; null if it was not asked
 */
public record LogFindings(
        @Nullable TreeHead head,
        @Nullable TreeHead remembered,
        @Nullable String logBreak,
        Map<LogEntry.Kind, Long> counts,
        List<OfCertificate> certificates,
        SignersDatabase.@Nullable Report database) {
    public LogFindings {
        counts = Map.copyOf(counts);
        certificates = List.copyOf(certificates);
    }

    /**
     * What the log has about a certificate.
     *
     * @param entries by their numbers
     * @param problem a sentence; null if each is proven
     */
    public record OfCertificate(
            String file,
            String sha256,
            Map<Long, String> entries,
            @Nullable String problem) {
        boolean isMissing() {
            return problem == null && entries.isEmpty();
        }
    }

    /** Does everything hold? */
    public boolean holds() {
        return logBreak == null
                && certificates.stream()
                        .allMatch(one -> one.problem() == null && !one.entries().isEmpty())
                && (database == null || database.different() == 0);
    }

    /** Is nothing wrong but that certificates are not in the log? */
    public boolean isOnlyMissing() {
        return !holds()
                && logBreak == null
                && database == null
                && certificates.stream().allMatch(one -> one.problem() == null);
    }

    /** One line with the way out, if something does not hold. */
    public String verdict() {
        if (logBreak != null) {
            return "The log is broken: keep a copy of what you have, and ask whoever runs this CA.";
        }
        if (database != null && database.different() > 0) {
            return "The log holds, and the signer's database is not what was published: somebody writes to it. Keep a copy.";
        }
        return isOnlyMissing()
                ? "The log does not have it: a certificate that was issued more than a minute ago is there, if this CA issued it."
                : "What the log has about it is not proven: keep a copy of what you have, and ask whoever runs this CA.";
    }

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        TreeHead signed = head;
        if (signed == null) {
            lines.add("The log has no entries yet" + (logBreak == null ? "." : ": BROKEN: " + logBreak + "."));
            return lines;
        }
        lines.add("Log of " + signed.size() + " entries, signed at " + signed.at() + ": "
                + (logBreak == null ? "OK" : "BROKEN: " + logBreak));
        lines.add("  root " + signed.root().hex());
        TreeHead before = remembered;
        if (before != null && logBreak == null) {
            lines.add("  it has grown from the " + before.size() + " entries that were seen at " + before.at());
        }
        if (!counts.isEmpty()) {
            lines.add("  issued " + count(LogEntry.Kind.ISSUED) + ", revoked " + count(LogEntry.Kind.REVOKED)
                    + ", released "
                    + count(LogEntry.Kind.RELEASED) + ", for responders " + count(LogEntry.Kind.RESPONDER)
                    + ", missing "
                    + count(LogEntry.Kind.MISSING));
        }
        certificates.forEach(one -> {
            lines.add(one.file() + ": "
                    + (one.problem() != null ? "BROKEN: " + one.problem() : one.isMissing() ? "NOT in the log" : "OK"));
            one.entries().forEach((index, text) -> lines.add("  entry " + index + ": " + text));
        });
        if (database != null) {
            lines.addAll(database.table());
        }
        return lines;
    }

    private long count(LogEntry.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** For {@code --json}. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("ok", holds());
        map.put("size", head == null ? 0 : head.size());
        map.put("root", head == null ? null : head.root().hex());
        map.put("signedAt", head == null ? null : head.at().toString());
        map.put("rememberedSize", remembered == null ? null : remembered.size());
        map.put("firstBreak", logBreak);
        Map<String, @Nullable Object> kinds = new LinkedHashMap<>();
        counts.forEach((kind, number) -> kinds.put(kind.word(), number));
        map.put("entries", counts.isEmpty() ? null : kinds);
        map.put("certificates", certificates.stream().map(LogFindings::json).toList());
        map.put("database", database == null ? null : database.toMap());
        return map;
    }

    private static Map<String, @Nullable Object> json(OfCertificate one) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("file", one.file());
        map.put("sha256", one.sha256());
        map.put("logged", !one.entries().isEmpty());
        map.put("problem", one.problem());
        List<Map<String, Object>> entries = new ArrayList<>();
        one.entries().forEach((index, text) -> entries.add(Map.of("index", index, "entry", text)));
        map.put("entries", entries);
        return map;
    }
}
