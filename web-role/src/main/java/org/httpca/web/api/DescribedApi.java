package org.httpca.web.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The API's description as people read it. All text is the document's. */
record DescribedApi(String description, List<Operation> operations, List<Schema> schemas) {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** One call. */
    record Operation(
            String id,
            String method,
            String path,
            String summary,
            String description,
            List<Parameter> parameters,
            List<Content> bodies,
            List<Answer> answers) {}

    record Parameter(String name, String in, boolean required, String description) {}

    /** A content type, and the schema that it has, if it has one of these. */
    record Content(String type, @Nullable String schema) {}

    record Answer(String status, String description, List<Content> contents) {}

    record Schema(String name, String description, List<Member> members) {}

    /**
     * A member of an object.
     *
     * @param type in words, such as "string, null"
     * @param schema what it consists of, where that is another of these
     */
    record Member(String name, String type, @Nullable String schema, boolean required, String description) {}

    static DescribedApi of(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    operations.add(
                            operation(document, path.getKey(), path.getValue(), method.getKey(), method.getValue()));
                }
            }
        }
        List<Schema> schemas = new ArrayList<>();
        for (Map.Entry<String, JsonNode> schema :
                document.at("/components/schemas").properties()) {
            schemas.add(new Schema(
                    schema.getKey(),
                    text(schema.getValue(), "description") + words(schema.getValue()),
                    members(schema.getValue())));
        }
        return new DescribedApi(text(document.get("info"), "description"), operations, schemas);
    }

    private static Operation operation(JsonNode document, String path, JsonNode shared, String method, JsonNode node) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode all : List.of(shared.path("parameters"), node.path("parameters"))) {
            for (JsonNode one : all) {
                JsonNode parameter = resolve(document, one);
                parameters.add(new Parameter(
                        text(parameter, "name"),
                        text(parameter, "in"),
                        parameter.path("required").asBoolean(false),
                        text(parameter, "description")));
            }
        }
        List<Answer> answers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> answer : node.get("responses").properties()) {
            JsonNode response = resolve(document, answer.getValue());
            answers.add(new Answer(answer.getKey(), text(response, "description"), contents(response)));
        }
        return new Operation(
                text(node, "operationId"),
                method.toUpperCase(Locale.ROOT),
                path,
                text(node, "summary"),
                text(node, "description"),
                parameters,
                contents(node.path("requestBody")),
                answers);
    }

    private static List<Content> contents(JsonNode node) {
        List<Content> contents = new ArrayList<>();
        for (Map.Entry<String, JsonNode> content : node.path("content").properties()) {
            contents.add(
                    new Content(content.getKey(), reference(content.getValue().path("schema"))));
        }
        return contents;
    }

    private static List<Member> members(JsonNode schema) {
        List<Member> members = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
            boolean required = schema.path("required").values().stream()
                    .anyMatch(name -> name.asString().equals(member.getKey()));
            JsonNode node = member.getValue();
            members.add(new Member(
                    member.getKey(), type(node), reference(node), required, text(node, "description") + words(node)));
        }
        return members;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return String.join(
                    ", ", type.values().stream().map(JsonNode::asString).toList());
        }
        return type.asString("");
    }

    /** The words that are allowed, where there are few of them or many. */
    private static String words(JsonNode schema) {
        List<String> words =
                schema.path("enum").values().stream().map(JsonNode::asString).toList();
        return words.isEmpty() ? "" : " [" + String.join(", ", words) + "]";
    }

    /** The name of the schema that this one, its items or one of its choices refers to. */
    private static @Nullable String reference(JsonNode schema) {
        String to = schema.path("$ref").asString("");
        if (!to.isEmpty()) {
            return to.substring(to.lastIndexOf('/') + 1);
        }
        if (schema.has("items")) {
            return reference(schema.get("items"));
        }
        for (JsonNode choice : schema.path("oneOf")) {
            String chosen = reference(choice);
            if (chosen != null) {
                return chosen;
            }
        }
        return null;
    }

    private static JsonNode resolve(JsonNode document, JsonNode node) {
        String to = node.path("$ref").asString("");
        return to.isEmpty() ? node : document.at(to.substring(1));
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
