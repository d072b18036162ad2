package org.httpca.web.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.httpca.problem.ProblemType;
import org.httpca.web.request.RequestStatus;
import org.httpca.web.status.StatusView;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API's description (OpenAPI 3.1). It is written by hand, in {@code api/openapi.yaml}; what has a catalogue in the code is
 * filled in from there.
 */
@Component
class Description {
    private static final String FILE = "/api/openapi.yaml";

    private final ObjectNode document;

    Description(JsonMapper json) {
        document = json.valueToTree(read());
        String version = Description.class.getPackage().getImplementationVersion();
        ((ObjectNode) document.get("info")).put("version", version == null ? "development" : version);
        fill(
                "/components/schemas/Problem/properties/type",
                Arrays.stream(ProblemType.values()).map(ProblemType::urn).toList());
        fill("/components/schemas/Request/properties/status", RequestStatus.all());
        fill(
                "/components/schemas/Health",
                Arrays.stream(StatusView.State.values())
                        .map(state -> state.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    /**
     * The document, for a client who reaches us there.
     *
     * @param server an absolute address without a slash at its end
     */
    ObjectNode at(String server) {
        ObjectNode described = document.deepCopy();
        described.putArray("servers").addObject().put("url", server);
        return described;
    }

    /** The document without a server. */
    JsonNode document() {
        return document;
    }

    private void fill(String schema, List<String> words) {
        ObjectNode filled = (ObjectNode) document.at(schema);
        words.forEach(filled.putArray("enum")::add);
    }

    private static Map<String, Object> read() {
        try (InputStream file = Description.class.getResourceAsStream(FILE)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
