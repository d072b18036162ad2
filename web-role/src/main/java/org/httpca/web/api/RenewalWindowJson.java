package org.httpca.web.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.httpca.pki.Printable;
import org.httpca.pki.SerialNumbers;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.acme.renewalinfo.RenewalWindow;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sends: which certificates are to be renewed, when and why.
 *
 * @param reason one line for operators
 * @param explanationUrl http or https; for the people behind the clients
 * @param from RFC 3339; null for now
 * @param until RFC 3339; null for a day after {@code from}
 * @param issuer short name
 * @param name a part of a name
 * @param serials hexadecimal, 1,000 at most
 */
record RenewalWindowJson(
        @Nullable String reason,
        @Nullable String explanationUrl,
        @Nullable String from,
        @Nullable String until,
        @Nullable String issuer,
        @Nullable String profile,
        @Nullable String name,
        @Nullable List<String> serials) {
    private static final int MOST_CHARACTERS = 500;
    private static final int MOST_SERIALS = 1000;
    private static final Duration USUAL = Duration.ofDays(1);

    Result<RenewalWindow> read(UUID id, Instant now, String operator) {
        if (reason == null || reason.isBlank()) {
            return malformed("Say in 'reason', on one line, why.");
        }
        for (String text : new String[] {reason, explanationUrl, issuer, profile, name}) {
            if (text != null
                    && (text.isBlank() || !Printable.text(text, MOST_CHARACTERS).equals(text))) {
                return malformed("Texts have 1 to " + MOST_CHARACTERS + " printable characters on one line.");
            }
        }
        if (issuer == null && profile == null && name == null && serials == null) {
            return malformed(
                    "Say of which certificates: 'issuer', 'profile', 'name' or 'serials', or several of them.");
        }
        if (explanationUrl != null && !isWeb(explanationUrl)) {
            return malformed("'explanationUrl' is an http or https address.");
        }
        return serials(serials).flatMap(digits -> {
            try {
                Instant start = from == null ? now : OffsetDateTime.parse(from).toInstant();
                Instant end = until == null
                        ? start.plus(USUAL)
                        : OffsetDateTime.parse(until).toInstant();
                return end.isAfter(start)
                        ? Result.passed(new RenewalWindow(
                                id,
                                now,
                                operator,
                                reason,
                                explanationUrl,
                                start,
                                end,
                                issuer,
                                profile,
                                name == null ? null : name.toLowerCase(Locale.ROOT),
                                serials == null ? null : digits))
                        : malformed("'until' is after 'from'.");
            } catch (DateTimeException e) {
                return malformed("'from' and 'until' are times as RFC 3339 has them, such as 2026-11-22T12:00:00Z.");
            }
        });
    }

    private static Result<List<String>> serials(@Nullable List<String> serials) {
        if (serials == null) {
            return Result.passed(List.of());
        }
        if (serials.isEmpty() || serials.size() > MOST_SERIALS) {
            return Result.refused(ProblemType.MALFORMED, "'serials' has 1 to " + MOST_SERIALS + " serial numbers.");
        }
        List<String> digits = new ArrayList<>();
        for (String serial : serials) {
            if (serial == null || !SerialNumbers.parse(serial).isPassed()) {
                return Result.refused(ProblemType.MALFORMED, "'serials' has something that is no serial number.");
            }
            digits.add(SerialNumbers.hex(SerialNumbers.parse(serial).orElseThrow()));
        }
        return Result.passed(digits);
    }

    private static boolean isWeb(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Result<RenewalWindow> malformed(String detail) {
        return Result.refused(ProblemType.MALFORMED, detail);
    }
}
