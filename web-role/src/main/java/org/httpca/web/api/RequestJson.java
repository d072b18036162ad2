package org.httpca.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.httpca.problem.Problem;
import org.httpca.web.issuance.Accepted;
import org.httpca.web.request.RequestView;
import org.jspecify.annotations.Nullable;

/**
 * The request object of the API.
 *
 * @param problem why it was rejected (RFC 9457), or null
 * @param certificate null until it is issued
 * @param withdrawalSecret only in the first answer to an anonymous submission, otherwise left out
 */
record RequestJson(
        UUID id,
        String status,
        String profile,
        String subject,
        List<String> names,
        Instant submittedAt,
        Instant updatedAt,
        @Nullable Map<String, Object> problem,
        Approvals approvals,
        @Nullable Certificate certificate,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String withdrawalSecret) {

    /**
     * How many administrators have approved.
     *
     * @param required null until the signer has said it
     */
    record Approvals(int given, @Nullable Integer required) {}

    /**
     * The certificate.
     *
     * @param url its page; its files are under it
     */
    record Certificate(String issuer, String serial, String url) {}

    static RequestJson of(RequestView request, UnaryOperator<String> links) {
        return of(request, null, links);
    }

    static RequestJson of(Accepted accepted, UnaryOperator<String> links) {
        return of(accepted.request(), accepted.withdrawalSecret(), links);
    }

    private static RequestJson of(RequestView request, @Nullable String secret, UnaryOperator<String> links) {
        Problem problem = request.problem();
        return new RequestJson(
                request.id(),
                request.status(),
                request.profile(),
                request.subject(),
                request.names(),
                request.submittedAt(),
                request.updatedAt(),
                problem == null ? null : problem.toMap(),
                new Approvals(request.approvalsGiven(), request.approvalsRequired()),
                certificate(request, links),
                secret);
    }

    private static @Nullable Certificate certificate(RequestView request, UnaryOperator<String> links) {
        String issuer = request.certificateIssuer();
        String serial = request.certificateSerial();
        return issuer == null || serial == null
                ? null
                : new Certificate(issuer, serial, links.apply("/certificates/" + serial));
    }

    @Override
    public String toString() {
        return "RequestJson[" + id + "]";
    }
}
