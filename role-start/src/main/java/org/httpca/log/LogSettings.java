package org.httpca.log;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The log, under {@code httpca.log}. The levels are set as Spring Boot has them, {@code logging.level.org.httpca=debug}.
 *
 * @param format of the console: text, a line for each event, or json, an object of the Elastic Common Schema for each
 * @param syslog {@code HOST} or {@code HOST:PORT} of a syslog server that gets everything too, over UDP (RFC 3164, port 514)
 */
public record LogSettings(
        @DefaultValue("text") Format format, @Nullable String syslog) {

    /** How the lines on the console look. */
    public enum Format {
        TEXT,
        JSON;

        /** As it is set. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where settings of this kind begin. */
    public static final String PREFIX = "httpca.log";
}
