package org.httpca.order;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.httpca.message.MessageJson;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The payload of an order's JWS. */
final class OrderJws {

    static final String TYP = "httpca-order+jws";
    static final int MAX_CHARACTERS = 16 * 1024;

    private OrderJws() {}

    static String write(Order order) {
        ObjectNode json = MessageJson.mapper().createObjectNode();
        json.put("administrator", order.administrator());
        json.put("action", order.action().wireName());
        json.put("requestId", order.requestId().toString());
        json.put("digest", order.digest().base64());
        json.put("reason", order.reason());
        json.put("at", order.at().toString());
        json.put("sequence", order.sequence());
        Order.Revocation revocation = order.revocation();
        if (revocation != null) {
            json.put("issuer", revocation.issuer());
            json.put("serial", revocation.serial());
            json.put("revocationReason", revocation.reason().label());
        }
        return MessageJson.mapper().writeValueAsString(json);
    }

    /** @throws IllegalArgumentException if it is not an order */
    static Order read(String payload) {
        try {
            JsonNode json = MessageJson.mapper().readTree(payload);
            JsonNode reason = json.path("reason");
            JsonNode sequence = json.path("sequence");
            if (!sequence.isIntegralNumber() || !sequence.canConvertToLong()) {
                throw new IllegalArgumentException("the order has no sequence number");
            }
            Action action = Action.ofWireName(json.path("action").asString(""))
                    .orElseThrow(() -> new IllegalArgumentException("an unknown action"));
            return new Order(
                    json.path("administrator").asString(""),
                    action,
                    UUID.fromString(json.path("requestId").asString("")),
                    Octets.ofBase64(json.path("digest").asString("")),
                    reason.isString() ? reason.asString() : null,
                    Instant.parse(json.path("at").asString("")),
                    sequence.asLong(),
                    action == Action.REVOKE ? revocation(json) : null);
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("not an order", e);
        }
    }

    private static Order.Revocation revocation(JsonNode json) {
        return new Order.Revocation(
                json.path("issuer").asString(""),
                json.path("serial").asString(""),
                RevocationReason.ofLabel(json.path("revocationReason").asString(""))
                        .orElseThrow(() -> new IllegalArgumentException("no reason of RFC 5280")));
    }
}
