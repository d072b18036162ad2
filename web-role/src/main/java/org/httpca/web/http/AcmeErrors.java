package org.httpca.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.httpca.problem.Problem;

/** What an ACME client is told by filters, by the container and of faults: the same sentences under the names that it knows (RFC 8555, section 6.7). */
final class AcmeErrors {
    private static final String PREFIX = "urn:ietf:params:acme:error:";

    private AcmeErrors() {}

    static boolean areFor(HttpServletRequest request) {
        return Refusals.path(request).startsWith("/acme/");
    }

    static Map<String, Object> members(Problem problem) {
        Map<String, Object> members = new LinkedHashMap<>(problem.toMap());
        members.put(
                "type",
                PREFIX
                        + switch (problem.type()) {
                            case TOO_MANY -> "rateLimited";
                            case SERVER_INTERNAL, UNAVAILABLE, TAMPERED -> "serverInternal";
                            default -> "malformed";
                        });
        return members;
    }
}
