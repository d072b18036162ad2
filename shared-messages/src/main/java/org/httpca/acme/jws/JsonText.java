package org.httpca.acme.jws;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON and base64url as clients of ACME write them: one spelling, one meaning. A member that comes twice means two things. */
public final class JsonText {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(10)
                            .maxNameLength(100)
                            .maxNumberLength(20)
                            .maxStringLength(FlattenedJws.MOST_OCTETS)
                            .maxTokenCount(20_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonText() {}

    /**
     * A JSON object.
     *
     * @param what it is, as the beginning of a sentence
     */
    public static JsonNode object(String what, byte[] octets) {
        try {
            JsonNode node = JSON.readTree(octets);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw malformed(what + " is not the JSON that it should be.");
        }
        throw malformed(what + " is not a JSON object.");
    }

    public static JsonNode object(String what, String text) {
        return object(what, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A member that is text; empty where there is none. */
    public static Optional<String> text(JsonNode object, String name) {
        JsonNode member = object.get(name);
        if (member == null || member.isNull()) {
            return Optional.empty();
        }
        if (!member.isString()) {
            throw malformed("'" + name + "' is not a string.");
        }
        return Optional.of(member.asString());
    }

    /** A member that must be there, and is text. */
    public static String requiredText(JsonNode object, String name) {
        return text(object, name).orElseThrow(() -> malformed("'" + name + "' is missing."));
    }

    /** Base64url without padding (RFC 7515, section 2), in the one spelling that its octets have. */
    public static byte[] base64Url(String what, String text) {
        try {
            byte[] octets = Base64.getUrlDecoder().decode(text);
            if (text.equals(base64Url(octets))) {
                return octets;
            }
        } catch (IllegalArgumentException e) {
            throw malformed(what + " is not base64url.");
        }
        throw malformed(what + " is not base64url without padding.");
    }

    public static String base64Url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    static AcmeRefusedException malformed(String detail) {
        return AcmeRefusedException.of(AcmeProblemType.MALFORMED, detail);
    }
}
