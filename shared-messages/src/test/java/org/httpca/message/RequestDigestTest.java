package org.httpca.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.httpca.pki.Octets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class RequestDigestTest {

    private static final RequestCertificate REQUEST =
            (RequestCertificate) Examples.all().get(0);

    private static final JsonNode TIME = MessageJson.mapper().getNodeFactory().stringNode("2026-12-01T00:00:00Z");

    @Test
    void everyFieldButTheCorrelationIdIsCovered() throws UnreadableMessageException {
        Octets digest = REQUEST.digest("pinned");
        Set<String> notCovered = new HashSet<>();
        for (String field : json().propertyNames()) {
            ObjectNode changed = json();
            changed.set(
                    field, field.startsWith("not") && changed.get(field).isNull() ? TIME : other(changed.get(field)));
            RequestCertificate request =
                    (RequestCertificate) MessageJson.read(MessageType.REQUEST_CERTIFICATE, changed);
            if (request.digest("pinned").equals(digest)) {
                notCovered.add(field);
            }
        }
        assertThat(notCovered).containsExactly("correlationId");
    }

    @Test
    void thePinnedProfileIsCovered() {
        assertThat(REQUEST.digest("pinned")).isNotEqualTo(REQUEST.digest("another"));
    }

    @Test
    void theTwoDatesAreNotEachOther() throws UnreadableMessageException {
        ObjectNode from = json();
        from.set("notBefore", TIME);
        ObjectNode until = json();
        until.set("notAfter", TIME);
        assertThat(read(from).digest("p")).isNotEqualTo(read(until).digest("p"));
    }

    @Test
    void anAbsentFieldIsNotAnEmptyOne() throws UnreadableMessageException {
        ObjectNode empty = json();
        empty.put("note", "");
        ObjectNode absent = json();
        absent.remove("note");
        assertThat(read(empty).digest("p")).isNotEqualTo(read(absent).digest("p"));
    }

    private static ObjectNode json() {
        return (ObjectNode) MessageJson.mapper().readTree(MessageJson.write(REQUEST));
    }

    private static RequestCertificate read(ObjectNode json) throws UnreadableMessageException {
        return (RequestCertificate) MessageJson.read(MessageType.REQUEST_CERTIFICATE, json);
    }

    private static JsonNode other(JsonNode value) {
        var nodes = MessageJson.mapper().getNodeFactory();
        if (value.isNull()) {
            return nodes.stringNode("something");
        }
        if (value.isNumber()) {
            return nodes.numberNode(value.asLong() + 1);
        }
        if (value.isArray()) {
            return value.isEmpty()
                    ? nodes.arrayNode().add("something")
                    : nodes.arrayNode().add(value.get(0));
        }
        if (value.isObject()) {
            ObjectNode changed = ((ObjectNode) value).deepCopy();
            String last = changed.propertyNames().stream().reduce((a, b) -> b).orElseThrow();
            String text = changed.get(last).asString();
            return changed.put(last, last.equals("bytes") ? "AAAA" : text + "x");
        }
        String text = value.asString();
        if (text.startsWith("2026-")) {
            return nodes.stringNode(text.replace("2026-", "2027-"));
        }
        return nodes.stringNode(text.startsWith("7c1a") ? text.replace("7c1a", "8c1a") : text + "x");
    }
}
