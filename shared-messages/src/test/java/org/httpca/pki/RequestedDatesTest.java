package org.httpca.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At noon of 22 November, where a certificate is good for ten days and for twenty at most. */
class RequestedDatesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.5Z");
    private static final Duration USUAL = Duration.ofDays(10);
    private static final Duration MOST = Duration.ofDays(20);

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T12:00:00Z, 2026-12-12T11:59:59Z, true",
        "2026-11-22T12:00:00Z, 2026-12-12T12:00:00Z, false",
        "2026-11-22T11:00:01Z, , true",
        "2026-11-22T11:00:00Z, , false",
        "2026-12-22T12:00:00Z, , true",
        "2026-12-22T12:00:01Z, , false",
        ", 2026-12-12T11:59:59Z, true",
        ", 2026-12-12T12:00:01Z, false",
        ", 2026-11-22T12:01:01Z, true",
        ", 2026-11-22T12:01:00Z, false",
        ", 2026-11-22T12:00:00Z, false",
        ", 2020-01-01T00:00:00Z, false",
        "2026-11-22T12:10:00Z, 2026-11-22T12:10:59Z, false",
        "2026-11-22T12:10:00Z, 2026-11-22T12:11:00Z, true",
        "2026-11-23T00:00:00Z, 2026-11-22T23:00:00Z, false",
    })
    void limits(@Nullable String notBefore, @Nullable String notAfter, boolean passes) {
        assertThat(dates(notBefore, notAfter).check(NOW, USUAL, MOST).isPassed())
                .isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T00:00:00Z, , 2026-11-23T00:00:00Z, 2026-12-02T23:59:59Z",
        "2026-11-23T00:00:00Z, 2026-11-24T00:00:00Z, 2026-11-23T00:00:00Z, 2026-11-24T00:00:00Z",
        // a little before now, but not so much that it is too long
        ", 2026-11-24T00:00:00Z, 2026-11-22T11:55:00Z, 2026-11-24T00:00:00Z",
        ", 2026-12-12T11:57:59Z, 2026-11-22T11:58:00Z, 2026-12-12T11:57:59Z",
    })
    void areKeptExactly(@Nullable String notBefore, @Nullable String notAfter, Instant start, Instant end) {
        RequestedDates dates = dates(notBefore, notAfter);
        assertThat(dates.start(NOW, MOST)).isEqualTo(start);
        assertThat(dates.end(dates.start(NOW, MOST), USUAL)).isEqualTo(end);
    }

    private static RequestedDates dates(@Nullable String notBefore, @Nullable String notAfter) {
        return new RequestedDates(
                notBefore == null ? null : Instant.parse(notBefore), notAfter == null ? null : Instant.parse(notAfter));
    }
}
