package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.httpca.message.MessageJson;
import tools.jackson.databind.JsonNode;

/**
 * {@code curl} in a network namespace.
 *
 * @param base what goes before a path, up to its first slash and with it
 */
record Curl(NetworkNamespace namespace, String base) {

    /** The body, and after it the status. The last word is a path or a whole URL, those before it are options. */
    String gets(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "90", "-w", "%{http_code}"));
        command.addAll(List.of(words));
        String target = command.remove(command.size() - 1);
        command.add(target.startsWith("https:") ? target : base + target);
        return Program.run(
                        Path.of("."),
                        namespace.within(command.toArray(String[]::new)).toArray(String[]::new))
                .output();
    }

    /** The body of a good answer. */
    JsonNode json(String... words) throws Exception {
        String answer = gets(words);
        assertThat(answer).matches("(?s).*20[02]");
        return MessageJson.mapper().readTree(answer.substring(0, answer.length() - 3));
    }
}
