package org.httpca.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any JSON in the place of any message is read or unreadable; what is read is written and read as the same. */
class MessageFuzzTest {

    @FuzzTest
    void anything(byte[] octets) throws UnreadableMessageException {
        String json = new String(octets, StandardCharsets.UTF_8);
        for (MessageType type : MessageType.values()) {
            Message message;
            try {
                message = MessageJson.read(type, json);
            } catch (UnreadableMessageException e) {
                assertThat(e.getMessage()).isNotBlank();
                continue;
            }
            assertThat(MessageType.of(message)).isEqualTo(type);
            String written = MessageJson.write(message);
            assertThat(MessageJson.write(MessageJson.read(type, written))).isEqualTo(written);
            if (message instanceof RequestCertificate request) {
                assertThat(request.digest("hash").length()).isEqualTo(32);
            }
        }
    }
}
