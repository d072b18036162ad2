package org.httpca.signer.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map of a YAML file, which knows where it stands, and which of its keys were understood. */
final class YamlSection {

    private final String place;
    private final Map<?, ?> values;
    private final Set<Object> understood = new HashSet<>();

    YamlSection(String place, @Nullable Object value) {
        this.place = place;
        if (!(value instanceof Map<?, ?> map)) {
            throw new InvalidProfilesException(place + " must be a map of keys and values.");
        }
        this.values = map;
    }

    InvalidProfilesException wrong(@Nullable String what) {
        return new InvalidProfilesException(place + " " + what + ".");
    }

    private InvalidProfilesException wrong(String key, String what) {
        return new InvalidProfilesException(place + ": " + key + " " + what + ".");
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (Object key : values.keySet()) {
            if (!(key instanceof String text)) {
                throw wrong("has the key '" + key + "', which is not a text");
            }
            keys.add(text);
        }
        return keys;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** A misspelt key would silently be a setting that does not hold. */
    void nothingElse() {
        for (Object key : values.keySet()) {
            if (!understood.contains(key)) {
                throw wrong("has the key '" + key + "', which is not known here");
            }
        }
    }

    YamlSection section(String key) {
        return new YamlSection(place + " › " + key, take(key));
    }

    String text(String key) {
        if (take(key) instanceof String text && !text.isBlank() && text.length() <= 200) {
            return text;
        }
        throw wrong(key, "must be a text of 1 to 200 characters");
    }

    /** False where it is left out. */
    boolean flag(String key) {
        Object value = take(key);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw wrong(key, "must be true or false");
    }

    int number(String key, int least, int most) {
        if (take(key) instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        throw wrong(key, "must be a number from " + least + " to " + most);
    }

    /** Such as {@code 90d}, {@code 24h} or {@code 30m}. */
    Duration duration(String key) {
        if (take(key) instanceof String text && text.matches("[1-9][0-9]{0,4}[dhm]")) {
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

    /** Empty where it is left out. */
    <T> List<T> list(String key, Function<String, T> parse) {
        Object value = take(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> elements)) {
            throw wrong(key, "must be a list");
        }
        List<T> parsed = new ArrayList<>();
        for (Object element : elements) {
            String text = String.valueOf(element);
            try {
                parsed.add(parse.apply(text));
            } catch (IllegalArgumentException e) {
                throw wrong(key, "'" + text + "' " + e.getMessage());
            }
        }
        return parsed;
    }

    private @Nullable Object take(String key) {
        understood.add(key);
        return values.get(key);
    }
}
