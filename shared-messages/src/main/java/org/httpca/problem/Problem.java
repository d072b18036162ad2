package org.httpca.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why something was refused, for the one who asked (RFC 9457). In messages it is {@code {"type": slug, "detail": text}}.
 *
 * @param type the row of the catalogue
 * @param detail a sentence that says what is wrong and what to do; free of secrets
 */
public record Problem(ProblemType type, String detail) {

    /** The members of an RFC 9457 problem document, in its order. */
    public Map<String, Object> toMap() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type.urn());
        members.put("title", type.title());
        members.put("status", type.status());
        members.put("detail", detail);
        return members;
    }
}
