package org.httpca.approval.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.http.WebRole;
import org.httpca.message.MessageJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The checkpoints that the web side has seen: out of a web role, or out of a file that somebody kept of its answer. They are
 * believed by their signatures, wherever they come from.
 */
public final class SeenCheckpoints {
    private static final String PATH = "/api/v1/audit/checkpoints";
    private static final int MAX_PAGES = 100_000;

    private final List<StoredCheckpoint> all;

    private SeenCheckpoints(List<StoredCheckpoint> all) {
        this.all = List.copyOf(all);
    }

    List<StoredCheckpoint> all() {
        return all;
    }

    /**
     * Reads them, the newest first.
     *
     * @param source a file, or the URL of a web role such as {@code https://ca.example.org}
     * @param most how many are enough
     */
    public static SeenCheckpoints read(String source, int most) {
        return source.startsWith("http://") || source.startsWith("https://")
                ? ofWebRole(source, most)
                : ofFile(Path.of(source), most);
    }

    private static SeenCheckpoints ofFile(Path file, int most) {
        List<StoredCheckpoint> read = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            page(octets(in, file.toString()), read, file.toString());
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.ERROR, file + " cannot be read: " + e + ".", e);
        }
        return new SeenCheckpoints(read.subList(0, Math.min(most, read.size())));
    }

    private static SeenCheckpoints ofWebRole(String url, int most) {
        WebRole web = new WebRole(url);
        List<StoredCheckpoint> read = new ArrayList<>();
        String query = "";
        for (int pages = 0; pages < MAX_PAGES && read.size() < most; pages++) {
            Long next = page(get(web, PATH + query), read, web.url(PATH));
            if (next == null) {
                break;
            }
            query = "?before=" + next;
        }
        return new SeenCheckpoints(read.subList(0, Math.min(most, read.size())));
    }

    private static byte[] get(WebRole web, String path) {
        try {
            WebRole.Answer answer = web.get(path);
            if (answer.status() != 200) {
                throw new CommandFailed(
                        ExitCode.ERROR, web.url(path) + " answers with status " + answer.status() + ".");
            }
            return answer.body();
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.ERROR,
                    web.url(path) + " cannot be read (" + e + "); a file is taken as well: curl -o seen.json "
                            + web.url(path),
                    e);
        }
    }

    private static byte[] octets(InputStream in, String where) throws IOException {
        byte[] octets = in.readNBytes(WebRole.MAX_OCTETS + 1);
        if (octets.length > WebRole.MAX_OCTETS) {
            throw new CommandFailed(ExitCode.ERROR, where + " is longer than checkpoints are.");
        }
        return octets;
    }

    /** Adds a page; gives the number before which the next one begins, or null. */
    private static @Nullable Long page(byte[] json, List<StoredCheckpoint> read, String where) {
        try {
            JsonNode page = MessageJson.mapper().readTree(new String(json, StandardCharsets.UTF_8));
            if (!page.path("checkpoints").isArray()) {
                throw new CommandFailed(ExitCode.ERROR, where + " is not an answer of GET " + PATH + ".");
            }
            for (JsonNode each : page.path("checkpoints")) {
                read.add(new StoredCheckpoint(
                        each.path("instance").asString(""),
                        each.path("number").asLong(-1),
                        each.path("checkpoint").asString("")));
            }
            return page.path("next").isIntegralNumber() ? page.path("next").asLong() : null;
        } catch (JacksonException e) {
            throw new CommandFailed(ExitCode.ERROR, where + " is not an answer of GET " + PATH + ".", e);
        }
    }
}
