package org.httpca.web.acme.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.httpca.pki.Identifier;
import org.httpca.problem.Problem;
import org.httpca.web.acme.authorization.Authorization;
import org.httpca.web.request.RequestView;
import org.jspecify.annotations.Nullable;

/**
 * An order (RFC 8555, section 7.1.3).
 *
 * @param expiresAt when it ends if it was not finalized
 * @param authorizations in the order of the identifiers
 * @param terms what it is for besides names
 * @param request the status of what it was finalized as; null before
 * @param problem why that was rejected
 */
record Order(
        UUID id,
        UUID account,
        Instant expiresAt,
        List<Authorization> authorizations,
        Terms terms,
        @Nullable String request,
        @Nullable Problem problem) {

    Order {
        authorizations = List.copyOf(authorizations);
    }

    /** The same, once its request is stored. */
    Order finalizedAs(RequestView stored) {
        return new Order(id, account, expiresAt, authorizations, terms, stored.status(), stored.problem());
    }

    List<Identifier> identifiers() {
        return authorizations.stream().map(Authorization::identifier).toList();
    }

    /** Section 7.1.6, at this time. Once finalized, it is what its request says: authorizations that end later change nothing. */
    String status(Instant now) {
        if (request != null) {
            return switch (request) {
                case "issued" -> "valid";
                case "rejected", "withdrawn" -> "invalid";
                default -> "processing";
            };
        }
        List<String> each =
                authorizations.stream().map(one -> one.status(now)).distinct().toList();
        if (each.stream().anyMatch(status -> !status.equals("valid") && !status.equals("pending"))
                || !expiresAt.isAfter(now)) {
            return "invalid";
        }
        return each.equals(List.of("valid")) ? "ready" : "pending";
    }
}
