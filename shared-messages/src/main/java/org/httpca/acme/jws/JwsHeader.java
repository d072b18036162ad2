package org.httpca.acme.jws;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The protected header of a JWS (RFC 8555, section 6.2). Either {@code jwk} or {@code kid} is there, never both.
 *
 * @param nonce null for an inner JWS, which must have none
 */
public record JwsHeader(
        String algorithm,
        @Nullable JsonNode jwk,
        @Nullable String kid,
        String url,
        @Nullable String nonce) {

    static JwsHeader read(JsonNode header) {
        if (header.has("crit")) {
            // RFC 7515, section 4.1.11: none of them is understood here, RFC 7797's "b64" among them.
            throw JsonText.malformed("The protected header has 'crit', and no extension is known here.");
        }
        JsonNode jwk = header.get("jwk");
        String kid = JsonText.text(header, "kid").orElse(null);
        if (jwk != null && kid != null) {
            throw JsonText.malformed("The protected header has both 'jwk' and 'kid'.");
        }
        if (jwk == null && kid == null) {
            throw JsonText.malformed("The protected header has neither 'jwk' nor 'kid'.");
        }
        if (jwk != null && !jwk.isObject()) {
            throw JsonText.malformed("'jwk' is not a JSON object.");
        }
        return new JwsHeader(
                JsonText.requiredText(header, "alg"),
                jwk,
                kid,
                JsonText.requiredText(header, "url"),
                JsonText.text(header, "nonce").orElse(null));
    }
}
