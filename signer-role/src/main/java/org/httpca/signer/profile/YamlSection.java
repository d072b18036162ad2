package org.httpca.signer.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.httpca.pki.Printable;
import org.httpca.start.SettingKeys;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A map of a YAML file, which knows the line of everything in it, and which of its keys were understood. Whatever is wrong is
 * said with the file, the line, the field, and an example of what may stand there.
 */
final class YamlSection {

    private static final int MOST_CHARACTERS = 200;
    private static final int MOST_ELEMENTS = 1_000;
    private static final int MOST_QUOTED = 80;

    private final YamlFile file;
    private final List<String> path;
    private final Node node;
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> understood = new LinkedHashSet<>();

    /** @param path the keys that lead here */
    YamlSection(YamlFile file, List<String> path, Node node) {
        this.file = file;
        this.path = List.copyOf(path);
        this.node = node;
        if (!(node instanceof MappingNode map)) {
            throw file.wrong(node, path, "must be a map of keys and values");
        }
        for (NodeTuple entry : map.getValue()) {
            put(entry);
        }
    }

    private void put(NodeTuple entry) {
        Node key = entry.getKeyNode();
        if (!(key instanceof ScalarNode scalar) || !key.getTag().equals(Tag.STR)) {
            String what = key.getTag().equals(Tag.MERGE)
                    ? "has '<<': maps are not merged here; write out what belongs to each"
                    : "has a key that is not a text; put it in quotes if it is meant as one";
            throw file.wrong(key, path, what);
        }
        String name = scalar.getValue();
        Node before = keys.putIfAbsent(name, key);
        if (before != null) {
            throw file.wrong(key, path, "has '" + quoted(name) + "' twice, first in line " + YamlFile.line(before));
        }
        values.put(name, entry.getValueNode());
    }

    /** About this map as a whole. */
    InvalidProfilesException wrong(@Nullable String what) {
        return file.wrong(node, path, String.valueOf(what));
    }

    /** About one key of it; in its own line if it is there. */
    InvalidProfilesException wrong(String key, String what) {
        Node value = values.get(key);
        return wrong(key, value == null ? node : value, what);
    }

    private InvalidProfilesException wrong(String key, Node at, String what) {
        List<String> whole = new ArrayList<>(path);
        whole.add(key);
        String example = ProfileFields.find(field(key))
                .map(field -> "; for example: " + field.example())
                .orElse("");
        return file.wrong(at, whole, what + example);
    }

    /** As {@link ProfileFields} calls it: without "profiles" and the profile's name. */
    private String field(String key) {
        List<String> inProfile = new ArrayList<>(path.subList(Math.min(2, path.size()), path.size()));
        inProfile.add(key);
        return String.join(".", inProfile);
    }

    List<String> keys() {
        return List.copyOf(keys.keySet());
    }

    boolean has(String key) {
        understood.add(key);
        return values.containsKey(key);
    }

    /** A misspelt key would silently be a setting that does not hold. */
    void nothingElse() {
        understood.forEach(key -> file.asked(field(key)));
        for (String key : keys.keySet()) {
            if (!understood.contains(key)) {
                throw unknown(
                        key,
                        SettingKeys.of(understood)
                                .nearest(key)
                                .map(near -> "; '" + near + "' is probably meant")
                                .orElse("; there are " + String.join(", ", understood)));
            }
        }
    }

    YamlSection section(String key) {
        List<String> whole = new ArrayList<>(path);
        whole.add(key);
        Node value = take(key);
        if (value == null) {
            throw missing(key);
        }
        return new YamlSection(file, whole, value);
    }

    /** One line for people. */
    String text(String key) {
        String text = scalar(key, Tag.STR);
        if (text != null
                && !text.isBlank()
                && Printable.text(text, MOST_CHARACTERS).equals(text)) {
            return text;
        }
        throw wrong(key, "must be a text of 1 to " + MOST_CHARACTERS + " characters on one line");
    }

    /** False where it is left out. */
    boolean flag(String key) {
        if (take(key) == null) {
            return false;
        }
        String value = scalar(key, Tag.BOOL);
        if ("true".equals(value) || "false".equals(value)) {
            return "true".equals(value);
        }
        throw wrong(key, "must be true or false");
    }

    int number(String key, int least, int most) {
        String digits = scalar(key, Tag.INT);
        if (digits != null && digits.matches("0|[1-9][0-9]{0,8}")) {
            int number = Integer.parseInt(digits);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw wrong(key, "must be a number from " + least + " to " + most);
    }

    /** Such as {@code 90d}, {@code 24h} or {@code 30m}. */
    Duration duration(String key) {
        String text = scalar(key, Tag.STR);
        if (text != null && text.matches("[1-9][0-9]{0,4}[dhm]")) {
            long number = Long.parseLong(text.substring(0, text.length() - 1));
            return switch (text.charAt(text.length() - 1)) {
                case 'd' -> Duration.ofDays(number);
                case 'h' -> Duration.ofHours(number);
                default -> Duration.ofMinutes(number);
            };
        }
        throw wrong(key, "must be a time such as 90d, 24h or 30m");
    }

    /** A list that must not be empty. */
    <T> List<T> some(String key, Function<String, T> parse) {
        List<T> list = list(key, parse);
        if (list.isEmpty()) {
            throw wrong(key, "must be a list of at least one");
        }
        return list;
    }

    /** Empty where it is left out. Nothing may stand in it twice. */
    <T> List<T> list(String key, Function<String, T> parse) {
        Node value = take(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            throw wrong(key, "must be a list");
        }
        if (sequence.getValue().size() > MOST_ELEMENTS) {
            throw wrong(key, "has more than " + MOST_ELEMENTS + " elements");
        }
        Set<T> parsed = new LinkedHashSet<>();
        for (Node element : sequence.getValue()) {
            if (!(element instanceof ScalarNode scalar) || !element.getTag().equals(Tag.STR)) {
                throw wrong(key, element, "has an element that is not a text; put it in quotes if it is meant as one");
            }
            String text = scalar.getValue();
            try {
                if (!parsed.add(parse.apply(text))) {
                    throw new IllegalArgumentException("stands there twice");
                }
            } catch (IllegalArgumentException e) {
                throw wrong(key, element, "'" + quoted(text) + "' " + e.getMessage());
            }
        }
        return List.copyOf(parsed);
    }

    private @Nullable String scalar(String key, Tag tag) {
        Node value = take(key);
        if (value == null) {
            throw missing(key);
        }
        return value instanceof ScalarNode scalar && value.getTag().equals(tag) ? scalar.getValue() : null;
    }

    /** It may be there under another spelling. */
    private InvalidProfilesException missing(String key) {
        return SettingKeys.of(keys.keySet())
                .nearest(key)
                .filter(near -> !understood.contains(near)
                        && ProfileFields.find(field(near)).isEmpty())
                .map(near -> unknown(near, "; '" + key + "' is probably meant"))
                .orElseGet(() -> wrong(key, node, "is missing"));
    }

    private InvalidProfilesException unknown(String key, String meant) {
        return file.wrong(
                Objects.requireNonNull(keys.get(key)),
                path,
                "has the key '" + quoted(key) + "', which is not known here" + meant);
    }

    private @Nullable Node take(String key) {
        understood.add(key);
        return values.get(key);
    }

    private static String quoted(String text) {
        return Printable.text(text, MOST_QUOTED);
    }
}
