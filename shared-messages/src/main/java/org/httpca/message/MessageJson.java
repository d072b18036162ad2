package org.httpca.message;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of messages: fields as the records name them, times as RFC 3339, unknown fields ignored, with limits. */
public final class MessageJson {

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(20)
            .maxStringLength(1024 * 1024)
            .maxDocumentLength(4L * 1024 * 1024)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private MessageJson() {}

    /** The mapper itself, for values that are stored as the messages have them. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static String write(Message message) {
        return MAPPER.writeValueAsString(message);
    }

    /**
     * Reads a message of a known type.
     *
     * @throws UnreadableMessageException if the JSON is not of that type
     */
    public static Message read(MessageType type, String json) throws UnreadableMessageException {
        try {
            return read(type, MAPPER.readTree(json));
        } catch (JacksonException e) {
            throw new UnreadableMessageException("is no JSON", e);
        }
    }

    /** As {@link #read(MessageType, String)}, from a tree that is read already. */
    public static Message read(MessageType type, JsonNode json) throws UnreadableMessageException {
        try {
            Message message = MAPPER.treeToValue(json, type.javaType());
            if (message == null) {
                throw new IllegalArgumentException("null is no message");
            }
            Completeness.check((Record) message);
            return message;
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new UnreadableMessageException("cannot be read as " + type.wireName(), e);
        }
    }
}
