package org.httpca.start;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The names of all settings of a role, as its settings records have them, and which of them a misspelt one was meant to be. */
public final class SettingKeys {
    private static final String PREFIX = "httpca";
    private static final String ANY = "*";
    /** More wrong letters than this are another word. */
    private static final int NEAR = 3;

    /** {@code *} stands for a name that the operator chooses. */
    private final Set<String> keys;

    private SettingKeys(Set<String> keys) {
        this.keys = keys;
    }

    /** Those of the components of a record that is bound to {@code httpca}, nested records included. */
    public static SettingKeys of(Class<? extends Record> settings) {
        Set<String> keys = new TreeSet<>();
        collect(PREFIX, settings, keys);
        return new SettingKeys(keys);
    }

    /** These, by their full names. */
    public static SettingKeys of(Collection<String> keys) {
        return new SettingKeys(new TreeSet<>(keys));
    }

    /** Also those of a record that is bound to a prefix below {@code httpca}. */
    public SettingKeys and(String prefix, Class<? extends Record> settings) {
        Set<String> all = new TreeSet<>(keys);
        collect(prefix, settings, all);
        return new SettingKeys(all);
    }

    private static void collect(String prefix, Class<?> settings, Set<String> keys) {
        for (RecordComponent component : settings.getRecordComponents()) {
            collect(prefix + "." + kebab(component.getName()), component.getGenericType(), keys);
        }
    }

    private static void collect(String key, Type type, Set<String> keys) {
        if (type instanceof Class<?> nested && nested.isRecord()) {
            collect(key, nested, keys);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            collect(key + "." + ANY, generic.getActualTypeArguments()[1], keys);
        } else {
            keys.add(key);
        }
    }

    /** {@code publicUrl} is set as {@code public-url}. */
    static String kebab(String name) {
        StringBuilder kebab = new StringBuilder();
        name.chars().forEach(c -> {
            if (Character.isUpperCase(c)) {
                kebab.append('-');
            }
            kebab.appendCodePoint(Character.toLowerCase(c));
        });
        return kebab.toString();
    }

    /** All names, in alphabetical order. */
    public Set<String> all() {
        return Set.copyOf(keys);
    }

    /** Whether the role has this setting; the place in a list ({@code [0]}) does not matter, nor do dashes to Spring Boot. */
    public boolean knows(String key) {
        String plain = plain(key);
        return keys.stream().map(SettingKeys::plain).anyMatch(known -> known.equals(plain) || matches(known, plain));
    }

    private static String plain(String key) {
        return withoutPlace(key)
                .replace('[', '.')
                .replace("]", "")
                .replace("-", "")
                .toLowerCase(Locale.ROOT);
    }

    private static String withoutPlace(String key) {
        return key.replaceFirst("\\[\\d+\\]$", "");
    }

    /** A name that the operator chooses may have dots. */
    private static boolean matches(String known, String key) {
        int any = known.indexOf(ANY);
        return any >= 0
                && key.length() > known.length() - 1
                && key.startsWith(known.substring(0, any))
                && key.endsWith(known.substring(any + 1));
    }

    /** The setting that was probably meant. */
    public Optional<String> nearest(String key) {
        return nearest(withoutPlace(key), keys, NEAR);
    }

    static Optional<String> nearest(String word, Collection<String> words, int most) {
        return words.stream()
                .filter(known -> distance(word, known) <= most)
                .min(Comparator.comparingInt(known -> distance(word, known)));
    }

    /** Letters to add, remove or replace (Levenshtein). */
    static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }
}
