package org.httpca.web.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a page ended: behind a key of a stage. Its text is not signed, since whoever makes one up begins somewhere else and sees
 * nothing that they may not.
 *
 * @param key empty: at the beginning of the stage
 */
record Place(int stage, List<String> key) {
    static final Place BEGINNING = new Place(0, List.of());
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    Place {
        key = List.copyOf(key);
    }

    /** For an address: letters, digits, '-', '_', '.'. */
    String text(Query query) {
        StringBuilder text = new StringBuilder(query.mark()).append('.').append(stage);
        key.forEach(each -> text.append('.')
                .append(Base64.getUrlEncoder().withoutPadding().encodeToString(each.getBytes(StandardCharsets.UTF_8))));
        return text.toString();
    }

    /** Empty for what is no place of this search. */
    static Optional<Place> read(String text, Query query) {
        List<String> parts = Arrays.asList(text.split("\\.", -1));
        if (parts.size() < 2
                || !parts.get(0).equals(query.mark())
                || !parts.get(1).matches("[0-9]")) {
            return Optional.empty();
        }
        int stage = Integer.parseInt(parts.get(1));
        if (stage >= query.stages().size()) {
            return Optional.empty();
        }
        try {
            List<String> key = parts.subList(2, parts.size()).stream()
                    .map(part -> new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8))
                    .toList();
            return isKey(key, query.stages().get(stage).scan().types())
                    ? Optional.of(new Place(stage, key))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isKey(List<String> key, List<Scan.Type> types) {
        if (!key.isEmpty() && key.size() != types.size()) {
            return false;
        }
        for (int i = 0; i < key.size(); i++) {
            boolean good = types.get(i) == Scan.Type.NUMBER
                    ? NUMBER.matcher(key.get(i)).matches()
                    : key.get(i).indexOf('\0') < 0;
            if (!good) {
                return false;
            }
        }
        return true;
    }
}
