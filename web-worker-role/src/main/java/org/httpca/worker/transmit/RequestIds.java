package org.httpca.worker.transmit;

import java.util.UUID;
import org.httpca.envelope.Outgoing;
import org.httpca.message.MessageJson;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The request that a command is about, without reading the whole command: the id is its first field. */
final class RequestIds {
    private RequestIds() {}

    static UUID in(Outgoing command) {
        try (JsonParser json = MessageJson.mapper().createParser(command.json())) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    boolean found = json.currentName().equals("requestId");
                    json.nextToken();
                    if (found) {
                        return UUID.fromString(json.getString());
                    }
                    json.skipChildren();
                }
            }
        }
        throw new IllegalArgumentException("The command " + command.id() + " names no request.");
    }
}
