package org.httpca.web;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.httpca.web.Http.Answer;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API's description, held against an answer: each answer that a test gets must be one that the description promises. */
public final class Contract {
    private static final MediaType PROBLEM = MediaType.APPLICATION_PROBLEM_JSON;

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final Map<String, Schema> known = new ConcurrentHashMap<>();

    public Contract(JsonNode document) {
        this.document = closed(document.deepCopy());
        this.schemas = SchemaRegistry.withDialect(
                Dialects.getOpenApi31(),
                builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .build()));
    }

    /** Such as {@code GET /api/v1/ca 200 application/json}, for each answer that is promised by its status. */
    public Set<String> promised() {
        Set<String> promised = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> method.getValue().has("responses"))
                        .forEach(method -> method.getValue()
                                .get("responses")
                                .properties()
                                .forEach(answer -> {
                                    String name = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey() + " "
                                            + answer.getKey();
                                    JsonNode content =
                                            resolve(answer.getValue()).path("content");
                                    if (content.isEmpty()) {
                                        promised.add(name);
                                    }
                                    content.properties().forEach(type -> promised.add(name + " " + type.getKey()));
                                })));
        return promised;
    }

    /** The promise that the answer keeps; empty where the description says nothing of the path. */
    public Optional<String> check(String method, String path, Answer answer) {
        Optional<String> described = template(path.split("\\?")[0]);
        if (described.isEmpty()) {
            return Optional.empty();
        }
        String template = described.get();
        boolean head = method.equals("HEAD");
        JsonNode operation = document.get("paths").get(template).path(head ? "get" : method.toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            require(
                    answer.status() == 405 && typeOf(answer).equalsTypeAndSubtype(PROBLEM),
                    method,
                    path,
                    answer,
                    "method");
            return Optional.empty();
        }
        JsonNode responses = operation.get("responses");
        String status = String.valueOf(answer.status());
        String promise = responses.has(status) ? status : "default";
        require(!promise.equals("default") || answer.status() >= 400, method, path, answer, "status");
        JsonNode content = resolve(responses.get(promise)).path("content");
        String name = method + " " + template + " " + promise;
        // A refusal may come before anybody has looked for the id.
        require(
                answer.status() >= 400 || !answer.header("X-Correlation-ID").isEmpty(),
                method,
                path,
                answer,
                "header X-Correlation-ID");
        resolve(responses.get(promise)).path("headers").properties().forEach(header -> {
            boolean required = resolve(header.getValue()).path("required").asBoolean(false);
            require(
                    !required || !answer.header(header.getKey()).isEmpty(),
                    method,
                    path,
                    answer,
                    "header " + header.getKey());
        });
        if (content.isEmpty() || head) {
            require(answer.body().length == 0, method, path, answer, "body");
            return Optional.of(name);
        }
        MediaType type = typeOf(answer);
        String bare = type.getType() + "/" + type.getSubtype();
        require(content.has(bare), method, path, answer, "content type");
        if (bare.endsWith("json")) {
            List<Error> errors = schema(content.get(bare).get("schema")).validate(answer.json());
            require(errors.isEmpty(), method, path, answer, errors.toString());
        }
        return Optional.of(name + " " + bare);
    }

    /** The schema with all components beside it, which is what a validator of JSON Schema can read. */
    private Schema schema(JsonNode described) {
        return known.computeIfAbsent(described.toString(), text -> {
            ObjectNode whole = (ObjectNode) described.deepCopy();
            whole.set("$defs", document.at("/components/schemas"));
            return schemas.getSchema(whole.toString().replace("#/components/schemas/", "#/$defs/"), InputFormat.JSON);
        });
    }

    /** One without variables before one with them. */
    private Optional<String> template(String path) {
        if (document.get("paths").has(path)) {
            return Optional.of(path);
        }
        return document.get("paths").propertyNames().stream()
                .filter(template -> Pattern.matches(
                        template.replace(".", "\\.")
                                .replaceAll("\\{file}", "(cert|chain|fullchain|csr)\\\\.[a-z0-9.]+")
                                .replaceAll("\\{[a-z]+}", "[^/]+"),
                        path))
                .findFirst();
    }

    private JsonNode resolve(JsonNode node) {
        String to = node.path("$ref").asString("");
        return to.isEmpty() ? node : document.at(to.substring(1));
    }

    /** A member that is not described is an error here, though clients shall ignore it. */
    private static JsonNode closed(JsonNode document) {
        document.findParents("properties").forEach(schema -> {
            if (!schema.has("additionalProperties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        });
        return document;
    }

    private static MediaType typeOf(Answer answer) {
        return MediaType.parseMediaType(answer.header("Content-Type"));
    }

    private static void require(boolean kept, String method, String path, Answer answer, String what) {
        if (!kept) {
            throw new AssertionError("The description does not promise " + method + " " + path + " -> "
                    + answer.status() + " " + answer.header("Content-Type") + " (" + what + "): " + answer.text());
        }
    }
}
