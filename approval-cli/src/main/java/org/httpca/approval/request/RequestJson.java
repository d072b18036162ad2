package org.httpca.approval.request;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.httpca.approval.order.StoredOrder;
import org.httpca.message.RequestCertificate;
import org.httpca.message.Requester;
import org.httpca.message.RuleFinding;
import org.httpca.pki.CertificationRequest;
import org.jspecify.annotations.Nullable;

/** A request for {@code --json}. Members are added over time, never renamed; what is not known is null. */
public final class RequestJson {
    private RequestJson() {}

    /** For {@code list}. */
    public static Map<String, @Nullable Object> summary(WaitingRequest waiting, Instant now) {
        Map<String, @Nullable Object> map = head(ExaminedRequest.glance(waiting.request()), now);
        Claim claim = waiting.claim();
        map.put("claimedBy", claim == null ? null : claim.administrator());
        map.put("claim", claim(claim));
        return map;
    }

    /** For {@code show}. */
    public static Map<String, @Nullable Object> full(RequestView view) {
        ExaminedRequest request = view.request();
        Map<String, @Nullable Object> map = head(request, view.now());
        CertificationRequest csr = request.csr();
        map.put("subject", csr == null ? null : csr.subject());
        map.put("key", csr == null ? null : csr.key().label());
        map.put("spkiSha256", csr == null ? null : csr.key().sha256());
        map.put("csr", csr == null ? null : csr.pem());
        RequestCertificate command = request.command();
        map.put("validitySeconds", command == null ? null : command.validitySeconds());
        map.put("replaces", command == null ? null : command.replaces());
        map.put("submittedAt", command == null ? null : command.submittedAt().toString());
        map.put("profileHash", request.row().profileHash());
        map.put("issuer", request.row().issuer());
        map.put(
                "findings",
                Findings.read(request.row().findings()).stream()
                        .map(RequestJson::finding)
                        .toList());
        map.put("orders", view.orders().stream().map(RequestJson::order).toList());
        map.put("claim", claim(view.claim()));
        map.put("before", predecessor(view.predecessor()));
        map.put("serial", request.row().serial());
        map.put("problem", request.row().problem());
        return map;
    }

    private static Map<String, @Nullable Object> head(ExaminedRequest request, Instant now) {
        StoredRequest row = request.row();
        RequestCertificate command = request.command();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", row.id().toString());
        map.put("status", Status.of(row.state(), row.outcome()));
        map.put("names", request.names());
        map.put("profile", command == null ? null : command.profile());
        map.put("csrSha256", request.csrFingerprint());
        map.put("requester", command == null ? null : requester(command.requester()));
        map.put("principal", command == null ? null : command.principal());
        map.put("source", command == null ? null : command.source());
        map.put("door", command == null ? null : command.door());
        map.put("note", command == null ? null : command.note());
        map.put("receivedAt", row.receivedAt().toString());
        map.put(
                "ageSeconds",
                Math.max(0, Duration.between(row.receivedAt(), now).toSeconds()));
        Map<String, @Nullable Object> approvals = new LinkedHashMap<>();
        approvals.put("given", row.approvalsGiven());
        approvals.put("required", row.approvalsRequired());
        map.put("approvals", approvals);
        map.put("alarms", request.alarms());
        map.put("cautions", request.cautions());
        return map;
    }

    private static @Nullable Object requester(@Nullable Requester requester) {
        if (requester == null) {
            return null;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", requester.name());
        map.put("email", requester.email());
        return map;
    }

    private static Map<String, String> finding(RuleFinding finding) {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("rule", finding.rule());
        map.put("verdict", finding.verdict());
        map.put("reason", finding.reason());
        return map;
    }

    private static Map<String, @Nullable Object> order(StoredOrder order) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("administrator", order.administrator());
        map.put("action", order.action());
        map.put("storedAt", order.storedAt().toString());
        map.put("verdict", order.verdict());
        map.put("reason", order.reason());
        return map;
    }

    private static @Nullable Object claim(@Nullable Claim claim) {
        if (claim == null) {
            return null;
        }
        return Map.of(
                "administrator",
                claim.administrator(),
                "expiresAt",
                claim.expiresAt().toString());
    }

    private static @Nullable Object predecessor(@Nullable Predecessor last) {
        if (last == null) {
            return null;
        }
        Map<String, @Nullable Object> map =
                new LinkedHashMap<>(last.certificate().toMap());
        map.put("differences", List.copyOf(last.differences()));
        return map;
    }
}
