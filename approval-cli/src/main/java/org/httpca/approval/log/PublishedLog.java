package org.httpca.approval.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.http.WebRole;
import org.httpca.log.ConsistencyProof;
import org.httpca.log.InclusionProof;
import org.httpca.message.MessageJson;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The log as a web role gives it to everybody. Nothing of it is believed here: whoever asks checks it. */
final class PublishedLog {
    private static final String PATH = "/api/v1/log";
    private static final int MOST_HASHES = 128;
    private static final int NOT_FOUND = 404;

    private final WebRole web;

    PublishedLog(String url) {
        this.web = new WebRole(url);
    }

    /** An entry and the way to the root; not verified. */
    record Claimed(String entry, InclusionProof proof) {}

    /** @param head a JWS */
    record Claims(String head, List<Claimed> entries) {}

    String url() {
        return web.url("");
    }

    /** The JWS of the last head; empty if the log has no entries. */
    Optional<String> head() {
        return get(PATH).map(json -> text(json, "head"));
    }

    /** From that one on, at least one unless the log ends before it. */
    List<String> entries(long from) {
        JsonNode json = get(PATH + "/entries?from=" + from).orElseThrow(() -> strange(PATH));
        return texts(json.path("entries"), Integer.MAX_VALUE);
    }

    /** @return empty if the log has none */
    Optional<Claims> about(Octets sha256) {
        return get(PATH + "/certificates/" + sha256.hex())
                .map(json -> new Claims(
                        text(json.path("head"), "head"),
                        claimed(
                                json.path("entries"),
                                json.path("head").path("size").asLong(-1))));
    }

    ConsistencyProof consistency(long first, long second) {
        JsonNode json = get(PATH + "/consistency?first=" + first + "&second=" + second)
                .orElseThrow(() -> strange(PATH + "/consistency"));
        return new ConsistencyProof(first, second, hashes(json.path("path")));
    }

    private static List<Claimed> claimed(JsonNode entries, long size) {
        List<Claimed> claimed = new ArrayList<>();
        for (JsonNode each : entries) {
            InclusionProof proof = new InclusionProof(each.path("index").asLong(-1), size, hashes(each.path("path")));
            claimed.add(new Claimed(text(each, "entry"), proof));
        }
        return claimed;
    }

    private static List<Octets> hashes(JsonNode array) {
        return texts(array, MOST_HASHES).stream().map(Octets::ofHex).toList();
    }

    private static List<String> texts(JsonNode array, int most) {
        if (!array.isArray() || array.size() > most) {
            throw new IllegalArgumentException("an array is missing or too long");
        }
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asString("")));
        return texts;
    }

    private static String text(JsonNode json, String member) {
        return json.path(member).asString("");
    }

    private Optional<JsonNode> get(String path) {
        try {
            WebRole.Answer answer = web.get(path);
            if (answer.status() == NOT_FOUND) {
                return Optional.empty();
            }
            if (answer.status() != 200) {
                throw new CommandFailed(
                        ExitCode.ERROR, web.url(path) + " answers with status " + answer.status() + ".");
            }
            return Optional.of(MessageJson.mapper().readTree(new String(answer.body(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.ERROR,
                    web.url(path) + " cannot be read (" + e + "): is the web role up? --url names another.",
                    e);
        } catch (JacksonException e) {
            throw strange(path, e);
        }
    }

    private CommandFailed strange(String path) {
        return strange(path, null);
    }

    private CommandFailed strange(String path, @Nullable Exception e) {
        return new CommandFailed(
                ExitCode.ERROR,
                web.url(path) + " gives no answer of a log of certificates: is it a web role of HttpCA?",
                e);
    }
}
