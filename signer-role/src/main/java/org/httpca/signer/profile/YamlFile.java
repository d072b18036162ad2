package org.httpca.signer.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** A YAML file as nodes with their lines; no object is made of it. With limits, for whatever somebody wrote into it. */
final class YamlFile {

    static final int MAX_OCTETS = 1024 * 1024;
    private static final int MAX_ALIASES = 20;
    private static final int MAX_DEPTH = 10;

    private final String name;
    private final Set<String> asked = new TreeSet<>();

    YamlFile(Path file) {
        this.name = String.valueOf(file.getFileName());
    }

    /** @throws InvalidProfilesException if it cannot be read, is too long, or is no YAML */
    YamlSection read(Path file) {
        String text = text(file);
        LoaderOptions limits = new LoaderOptions();
        limits.setAllowRecursiveKeys(false);
        limits.setMaxAliasesForCollections(MAX_ALIASES);
        limits.setNestingDepthLimit(MAX_DEPTH);
        limits.setCodePointLimit(MAX_OCTETS);
        Node root;
        try {
            root = new Yaml(limits).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw wrong(line, "this is not YAML: " + e.getProblem() + hint(e), e);
        } catch (ReaderException e) {
            long line = text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            throw wrong((int) line, "a control character stands there", e);
        } catch (YAMLException e) {
            throw wrong(0, "it goes beyond what is read here: " + e.getMessage(), e);
        }
        if (root == null) {
            throw wrong(0, "the file is empty", null);
        }
        return new YamlSection(this, List.of(), root);
    }

    /** A pattern without quotes is the mistake that everybody makes once. */
    private static String hint(MarkedYAMLException e) {
        return String.valueOf(e.getContext()).contains("alias")
                ? "; a text that begins with '*' stands in quotes, such as \"*.dev.example.org\""
                : "";
    }

    private String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(MAX_OCTETS + 1);
            if (octets.length > MAX_OCTETS) {
                throw wrong(0, "the file is longer than " + MAX_OCTETS + " octets", null);
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw wrong(0, "the file is not UTF-8", e);
        } catch (IOException e) {
            throw wrong(0, file + " cannot be read", e);
        }
    }

    /** @param path the keys that lead to what is wrong */
    InvalidProfilesException wrong(Node at, List<String> path, String what) {
        String where = path.isEmpty() ? "" : String.join(".", path) + " ";
        return wrong(line(at), where + what, null);
    }

    /** @param line 0 for the file as a whole */
    private InvalidProfilesException wrong(int line, String what, @Nullable Throwable cause) {
        String place = line == 0 ? name : "line " + line + " of " + name;
        String end = what.endsWith(".") ? "" : ".";
        return new InvalidProfilesException(place, place + ": " + what + end, cause);
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** A field that the reader knows. */
    void asked(String field) {
        asked.add(field);
    }

    Set<String> asked() {
        return asked;
    }
}
