package org.httpca.envelope;

import java.util.UUID;
import org.httpca.message.Message;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;

/**
 * A message on its way out.
 *
 * @param id the message's own id: the same each time that it is sent again
 * @param json its body
 */
public record Outgoing(UUID id, MessageType type, String json) {

    public static Outgoing of(UUID id, Message message) {
        return new Outgoing(id, MessageType.of(message), MessageJson.write(message));
    }
}
