package org.httpca.approval.audit;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.httpca.approval.database.Row;
import org.httpca.message.MessageJson;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What the audit log says a revocation to be, and what its row says, by the same names. */
final class LoggedRevocation {
    static final String RELEASED_EVENT = "certificate-released";

    /** {@code released}, or the reason's name (RFC 5280, section 5.3.1). */
    static final String STATUS = "status";

    static final String RELEASED = "released";

    /** As the signer writes them into the entry; entries of before do not have them. */
    static final String REVISION = "revision";

    private static final String NONE = "none";
    private static final String SINCE = "since";
    private static final String NOT_AFTER = "notAfter";
    private static final String ORDERED = "ordered";
    private static final String COMMAND_AT = "commandAt";
    private static final String SHARD = "shard";
    private static final List<String> OPTIONAL = List.of(REVISION, SINCE, NOT_AFTER, ORDERED, COMMAND_AT, SHARD);

    private LoggedRevocation() {}

    /**
     * Out of an entry.
     *
     * @param detail JSON; somebody may have altered it
     */
    static Map<String, String> ofEntry(String event, String detail) {
        Map<String, String> fields = new LinkedHashMap<>();
        try {
            JsonNode json = MessageJson.mapper().readTree(detail);
            fields.put(
                    STATUS,
                    event.equals(RELEASED_EVENT)
                            ? RELEASED
                            : json.path("reason").asString("unreadable"));
            OPTIONAL.forEach(name -> {
                if (json.path(name).isString()) {
                    fields.put(name, json.path(name).asString());
                }
            });
            if (fields.containsKey(REVISION)) {
                fields.putIfAbsent(COMMAND_AT, NONE);
                fields.putIfAbsent(SHARD, NONE);
            }
        } catch (JacksonException e) {
            fields.put(STATUS, "unreadable");
        }
        return fields;
    }

    /** Out of a row; null if there is none. */
    static @Nullable Map<String, String> ofRow(Row row) throws SQLException {
        if (row.instantOrNull("at") == null) {
            return null;
        }
        Integer code = row.integerOrNull("reason");
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(STATUS, code == null ? RELEASED : label(code));
        fields.put(REVISION, String.valueOf(row.number("revision")));
        fields.put(SINCE, row.instant("at").toString());
        fields.put(NOT_AFTER, row.instant("not_after").toString());
        fields.put(ORDERED, String.valueOf(row.truth("ordered")));
        fields.put(
                COMMAND_AT,
                row.instantOrNull("command_at") == null
                        ? NONE
                        : row.instant("command_at").toString());
        fields.put(SHARD, row.text("shard").isEmpty() ? NONE : row.text("shard"));
        return fields;
    }

    private static String label(int code) {
        return RevocationReason.ofCode(code).map(RevocationReason::label).orElse("CRLReason " + code);
    }

    /** Whether the row says all that the log says. */
    static boolean agree(Map<String, String> log, Map<String, String> row) {
        return log.entrySet().stream().allMatch(said -> said.getValue().equals(row.get(said.getKey())));
    }
}
