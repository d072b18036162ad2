package org.httpca.approval.request;

import java.util.List;
import org.httpca.message.MessageJson;
import org.httpca.message.RuleFinding;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What the policy said, out of its column; for display only. */
final class Findings {
    private Findings() {}

    /** An unreadable column is one finding that says so. */
    static List<RuleFinding> read(@Nullable String json) {
        if (json == null || json.isEmpty()) {
            return List.of();
        }
        try {
            return List.of(MessageJson.mapper().readValue(json, RuleFinding[].class));
        } catch (JacksonException | NullPointerException e) {
            return List.of(new RuleFinding("findings", "hold", "what the policy said cannot be read"));
        }
    }
}
