package org.httpca.approval.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

/**
 * The log as a web role gives it to everybody. Nothing of it is believed here: whoever asks checks it. What has not the form of an answer ends
 * the command in one line.
 */
final class PublishedLog {
    private static final String PATH = "/api/v1/log";
    private static final int MOST_HASHES = 128;
    private static final int HASH = 32;
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
        return get(PATH, json -> text(json, "head"));
    }

    /** From that one on, at least one unless the log ends before it. */
    List<String> entries(long from) {
        String path = PATH + "/entries?from=" + from;
        return get(path, json -> texts(json.path("entries"), Integer.MAX_VALUE)).orElseThrow(() -> strange(path));
    }

    /** @return empty if the log has none */
    Optional<Claims> about(Octets sha256) {
        return get(
                PATH + "/certificates/" + sha256.hex(),
                json -> new Claims(
                        text(json.path("head"), "head"),
                        claimed(json.path("entries"), number(json.path("head"), "size"))));
    }

    ConsistencyProof consistency(long first, long second) {
        String path = PATH + "/consistency?first=" + first + "&second=" + second;
        return get(path, json -> new ConsistencyProof(first, second, hashes(json.path("path"))))
                .orElseThrow(() -> strange(path));
    }

    private static List<Claimed> claimed(JsonNode entries, long size) {
        List<Claimed> claimed = new ArrayList<>();
        for (JsonNode each : array(entries, Integer.MAX_VALUE)) {
            InclusionProof proof = new InclusionProof(number(each, "index"), size, hashes(each.path("path")));
            claimed.add(new Claimed(text(each, "entry"), proof));
        }
        return claimed;
    }

    private static List<Octets> hashes(JsonNode array) {
        List<Octets> hashes =
                texts(array, MOST_HASHES).stream().map(Octets::ofHex).toList();
        if (hashes.stream().anyMatch(hash -> hash.length() != HASH)) {
            throw new IllegalArgumentException("what is to be a hash has another length");
        }
        return hashes;
    }

    private static List<String> texts(JsonNode array, int most) {
        List<String> texts = new ArrayList<>();
        array(array, most).forEach(each -> texts.add(text(each)));
        return texts;
    }

    private static JsonNode array(JsonNode json, int most) {
        if (!json.isArray() || json.size() > most) {
            throw new IllegalArgumentException("an array is missing or too long");
        }
        return json;
    }

    private static String text(JsonNode json, String member) {
        return text(json.path(member));
    }

    private static String text(JsonNode json) {
        if (!json.isString()) {
            throw new IllegalArgumentException("a text is missing");
        }
        return json.asString();
    }

    private static long number(JsonNode json, String member) {
        JsonNode number = json.path(member);
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            throw new IllegalArgumentException("a number is missing: " + member);
        }
        return number.asLong();
    }

    /** @param reading throws IllegalArgumentException for what is no such answer */
    private <T> Optional<T> get(String path, Function<JsonNode, T> reading) {
        try {
            WebRole.Answer answer = web.get(path);
            if (answer.status() == NOT_FOUND) {
                return Optional.empty();
            }
            if (answer.status() != 200) {
                throw new CommandFailed(
                        ExitCode.ERROR, web.url(path) + " answers with status " + answer.status() + ".");
            }
            return Optional.of(
                    reading.apply(MessageJson.mapper().readTree(new String(answer.body(), StandardCharsets.UTF_8))));
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.ERROR,
                    web.url(path) + " cannot be read (" + e + "): is the web role up? --url names another.",
                    e);
        } catch (JacksonException | IllegalArgumentException e) {
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
