package org.httpca.acme.jws;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.httpca.pki.Octets;
import tools.jackson.databind.JsonNode;

/**
 * A JWS in the flattened JSON serialization (RFC 7515, section 7.2.2), as RFC 8555, section 6.2 wants it: without an unprotected
 * header, and with one signature. Nothing is known yet of who signed it.
 *
 * @param header the protected header
 * @param payload empty for a POST-as-GET
 */
public record FlattenedJws(JwsHeader header, Octets payload, Octets signingInput, Octets signature) {
    /** Of the whole text: a CSR of 64 KiB is twice in base64. */
    public static final int MOST_OCTETS = 128 * 1024;

    private static final List<String> MEMBERS = List.of("protected", "payload", "signature");

    /** The body of a request. */
    public static FlattenedJws read(byte[] octets) {
        return read(JsonText.object("The body", octets));
    }

    /** One inside another's payload, as of a key change. */
    public static FlattenedJws read(JsonNode object) {
        if (!object.isObject()) {
            throw JsonText.malformed("A JWS is a JSON object.");
        }
        for (String name : object.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                throw JsonText.malformed("The JWS has a member besides 'protected', 'payload' and 'signature'.");
            }
        }
        String header = JsonText.requiredText(object, "protected");
        String payload = JsonText.requiredText(object, "payload");
        byte[] signature = JsonText.base64Url("'signature'", JsonText.requiredText(object, "signature"));
        return new FlattenedJws(
                JwsHeader.read(JsonText.object("The protected header", JsonText.base64Url("'protected'", header))),
                Octets.of(JsonText.base64Url("'payload'", payload)),
                Octets.of((header + "." + payload).getBytes(StandardCharsets.US_ASCII)),
                Octets.of(signature));
    }

    /** The payload as JSON. */
    public JsonNode object() {
        return JsonText.object("The payload", payload.toArray());
    }
}
