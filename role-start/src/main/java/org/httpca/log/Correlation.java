package org.httpca.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The id by which one request is found in the logs of all roles. While it is open, every line of this thread carries it. It is a
 * stranger's word: whatever is not well-formed is left out, and nothing is decided by it.
 */
public final class Correlation implements AutoCloseable {
    /** Its name in the lines. */
    public static final String KEY = "correlationId";

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final Pattern IN_JSON =
            Pattern.compile("\"correlationId\"\\s*:\\s*\"([A-Za-z0-9][A-Za-z0-9._-]{0,63})\"");

    private final @Nullable String before;

    private Correlation(@Nullable String before) {
        this.before = before;
    }

    /** The id, if it is one: up to 64 letters, digits, '.', '_' and '-'. */
    public static Optional<String> wellFormed(@Nullable String id) {
        return id != null && WELL_FORMED.matcher(id).matches() ? Optional.of(id) : Optional.empty();
    }

    /** The one that stands in a command as it is stored: a quotation mark within another of its texts is escaped, so this is it. */
    public static @Nullable String inCommand(String json) {
        Matcher matcher = IN_JSON.matcher(json);
        return matcher.find() ? matcher.group(1) : null;
    }

    /** Until it is closed. */
    public static Correlation of(@Nullable String id) {
        Correlation correlation = new Correlation(MDC.get(KEY));
        set(wellFormed(id).orElse(null));
        return correlation;
    }

    /** The one that is open on this thread. */
    public static @Nullable String current() {
        return MDC.get(KEY);
    }

    private static void set(@Nullable String id) {
        if (id == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, id);
        }
    }

    @Override
    public void close() {
        set(before);
    }
}
