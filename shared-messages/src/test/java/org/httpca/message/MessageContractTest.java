package org.httpca.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.ObjectNode;

class MessageContractTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    static List<Message> messages() {
        return Examples.all();
    }

    @Test
    void everyTypeHasItsExample() {
        assertThat(Examples.all().stream().map(MessageType::of)).containsExactly(MessageType.values());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isWrittenAsItsGoldenFile(Message message) throws IOException {
        String golden = Files.readString(GOLDEN.resolve(MessageType.of(message).wireName() + ".json"));
        assertThat(pretty(message)).isEqualTo(golden);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isReadAgain(Message message) throws UnreadableMessageException {
        assertThat(MessageJson.read(MessageType.of(message), MessageJson.write(message)))
                .isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void unknownFieldsAreIgnored(Message message) throws UnreadableMessageException {
        ObjectNode json = (ObjectNode) MessageJson.mapper().readTree(MessageJson.write(message));
        json.put("comesWithTheNextVersion", 1);
        assertThat(MessageJson.read(MessageType.of(message), json)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMissingPartIsUnreadable(Message message) {
        MessageType type = MessageType.of(message);
        ObjectNode json = (ObjectNode) MessageJson.mapper().readTree(MessageJson.write(message));
        String first = type.javaType().getRecordComponents()[0].getName();
        json.remove(first);
        assertThatThrownBy(() -> MessageJson.read(type, json)).isInstanceOf(UnreadableMessageException.class);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void standsInTheMessageContract(Message message) throws IOException {
        String contract = Files.readString(Path.of("../docs/message-contract.md"));
        assertThat(contract).contains("```json\n" + pretty(message) + "```");
    }

    @Test
    void noGoldenFileIsLeftOver() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(MessageType.values())
                            .map(t -> t.wireName() + ".json")
                            .toList());
        }
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "{\"evidence\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
        assertThatThrownBy(() -> MessageJson.read(MessageType.REQUEST_CERTIFICATE, deep))
                .isInstanceOf(UnreadableMessageException.class);
    }

    private static String pretty(Message message) {
        return MessageJson.mapper()
                        .rebuild()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(message)
                + "\n";
    }
}
