package org.httpca.acme.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A problem document of ACME (RFC 8555, section 6.7; RFC 9457).
 *
 * @param status of HTTP
 * @param detail a sentence that says what is wrong and what to do
 * @param subproblems what is wrong with single identifiers (section 6.7.1)
 * @param more members that the RFC has for this type, such as {@code algorithms}
 */
public record AcmeProblem(
        AcmeProblemType type, int status, String detail, List<Subproblem> subproblems, Map<String, Object> more) {

    public AcmeProblem {
        subproblems = List.copyOf(subproblems);
        more = Map.copyOf(more);
    }

    public AcmeProblem(AcmeProblemType type, String detail) {
        this(type, type.status(), detail, List.of(), Map.of());
    }

    /**
     * What is wrong with one identifier.
     *
     * @param kind as the client wrote it, made printable
     * @param value as the client wrote it, made printable
     */
    public record Subproblem(AcmeProblemType type, String detail, String kind, String value) {
        private Map<String, Object> toMap() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("type", type.urn());
            members.put("detail", detail);
            members.put("identifier", Map.of("type", kind, "value", value));
            return members;
        }
    }

    /** The members of the document, in its order. */
    public Map<String, Object> toMap() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type.urn());
        members.put("status", status);
        members.put("detail", detail);
        members.putAll(more);
        if (!subproblems.isEmpty()) {
            List<Map<String, Object>> each = new ArrayList<>();
            subproblems.forEach(one -> each.add(one.toMap()));
            members.put("subproblems", each);
        }
        return members;
    }
}
