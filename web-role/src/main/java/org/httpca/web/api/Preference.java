package org.httpca.web.api;

import java.time.Duration;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity.BodyBuilder;

/** The preference {@code wait} of the Prefer header (RFC 7240, section 4.3). What cannot be read is ignored, as it says. */
final class Preference {
    private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?(\\d{1,9})\"?");
    private static final long MOST_SECONDS = 60;
    private static final int LONGEST_HEADER = 500;

    private Preference() {}

    /** How long to wait, 60 seconds at most; the first one counts (RFC 7240, section 2). */
    static Optional<Duration> wait(Enumeration<String> headers) {
        while (headers.hasMoreElements()) {
            String header = headers.nextElement();
            if (header.length() > LONGEST_HEADER) {
                continue;
            }
            for (String preference : header.toLowerCase(Locale.ROOT).split(",")) {
                Matcher wait = WAIT.matcher(preference.split(";")[0].strip());
                if (wait.matches()) {
                    return Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(wait.group(1)), MOST_SECONDS)));
                }
            }
        }
        return Optional.empty();
    }

    /** Says that the preference counted (RFC 7240, section 3); null for an answer that waited for nothing. */
    static BodyBuilder applied(BodyBuilder answer, @Nullable Duration waited) {
        return waited == null ? answer : answer.header("Preference-Applied", "wait=" + waited.toSeconds());
    }
}
