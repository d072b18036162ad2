package org.httpca.approval.decision;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.httpca.approval.exit.ExitCode;

/**
 * How a decision went.
 *
 * @param request the request's id
 * @param code 0 counted, 1 stored but not yet counted, 4 decided or claimed by another, 5 refused
 * @param line one line for the administrator; may hold text of others
 * @param stored whether an order was stored
 */
public record Decided(UUID request, ExitCode code, String line, boolean stored) {

    /** For {@code --json}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", request.toString());
        map.put("code", code.number());
        map.put("stored", stored);
        map.put("message", line);
        return map;
    }
}
