package org.httpca.signer.responder;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.httpca.problem.Problem;
import org.jspecify.annotations.Nullable;

/** What the audit log has of a wish that was refused, by whichever stage. */
final class RespondersRefused {
    static final String EVENT = "responder-refused";

    private RespondersRefused() {}

    /**
     * The entry's detail.
     *
     * @param issuer as the wish has it; there may be none of that name
     * @param sender the worker that said it; null where it is not known any more
     */
    static Map<String, String> detail(UUID responderId, String issuer, Problem problem, @Nullable String sender) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("responderId", responderId.toString());
        detail.put("issuer", issuer);
        detail.put("problem", problem.type().slug());
        detail.put("why", problem.detail());
        if (sender != null) {
            detail.put("sender", sender);
        }
        return detail;
    }
}
