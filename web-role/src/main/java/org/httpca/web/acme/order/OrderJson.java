package org.httpca.web.acme.order;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.httpca.problem.Problem;
import org.httpca.web.acme.exchange.Addresses;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** An order as clients read it (RFC 8555, section 7.1.3). */
final class OrderJson {
    private static final String SOON = "1";

    private OrderJson() {}

    /** The answer with the order; while the signer has it, the client is told when to look again. */
    static ResponseEntity<Object> answer(
            HttpServletRequest call, Addresses addresses, Order order, Instant now, int status) {
        return answer(addresses.to(call, ""), order, now, status);
    }

    /** @param base how this client calls the server */
    static ResponseEntity<Object> answer(String base, Order order, Instant now, int status) {
        String address = base + Addresses.ORDER + order.id();
        Map<String, Object> members = members(base, order, now);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).header(HttpHeaders.LOCATION, address);
        if ("processing".equals(members.get("status"))) {
            answer.header(HttpHeaders.RETRY_AFTER, SOON);
        }
        return answer.body(members);
    }

    private static Map<String, Object> members(String base, Order order, Instant now) {
        String address = base + Addresses.ORDER + order.id();
        String status = order.status(now);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("status", status);
        members.put("expires", order.expiresAt().toString());
        members.put(
                "identifiers",
                order.identifiers().stream()
                        .map(one -> Map.of("type", one.type().wireName(), "value", one.value()))
                        .toList());
        members.put(
                "authorizations",
                order.authorizations().stream()
                        .map(one -> base + Addresses.AUTHORIZATION + one.id())
                        .toList());
        Terms terms = order.terms();
        if (terms.profile() != null) {
            members.put("profile", terms.profile());
        }
        if (terms.notBefore() != null) {
            members.put("notBefore", terms.notBefore().toString());
        }
        if (terms.notAfter() != null) {
            members.put("notAfter", terms.notAfter().toString());
        }
        if (terms.replaces() != null) {
            members.put("replaces", terms.replaces().id());
        }
        members.put("finalize", address + "/finalize");
        if (status.equals("valid")) {
            members.put("certificate", base + Addresses.CERTIFICATE + order.id());
        }
        Problem problem = order.problem();
        if (problem != null && status.equals("invalid")) {
            members.put("error", Refused.of(problem).problem().toMap());
        }
        return members;
    }
}
