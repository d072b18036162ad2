package org.httpca.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.Time;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1949-12-31T23:59:59Z",
                "1950-01-01T00:00:00Z",
                "1970-01-01T00:00:00Z",
                "1999-12-31T23:59:59Z",
                "2000-02-29T12:34:56Z",
                "2026-11-21T22:10:05Z",
                "2026-11-21T22:10:05.999Z",
                "2049-12-31T23:59:59Z",
                "2050-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z"
            })
    void areWrittenAndReadAsTheLibraryDoes(String text) throws IOException {
        Instant instant = Instant.parse(text);
        Time theirs = new Time(Date.from(instant));

        assertThat(Times.of(instant).getEncoded()).isEqualTo(theirs.getEncoded());
        assertThat(Times.instant(Times.of(instant)))
                .isEqualTo(Instant.ofEpochSecond(instant.getEpochSecond()))
                .isEqualTo(theirs.getDate().toInstant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2611212210Z", "261121221005+0100", "261121221060Z", "261321221005Z", "991231235959Z"})
    void oddOnesAreReadAsTheLibraryDoes(String utc) {
        Time time = new Time(new ASN1UTCTime(utc));

        assertThat(Times.instant(time)).isEqualTo(time.getDate().toInstant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"20261121221005.5Z", "2026112122Z", "20261121221005+0100"})
    void oddOnesOfFourDigitsAreReadAsTheLibraryDoes(String generalized) {
        Time time = new Time(new ASN1GeneralizedTime(generalized));

        assertThat(Times.instant(time)).isEqualTo(time.getDate().toInstant());
    }
}
