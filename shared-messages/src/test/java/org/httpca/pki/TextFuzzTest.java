package org.httpca.pki;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.httpca.problem.Result;

/** Names, serials and PEM as somebody typed them: canonical text stays as it is, and what was read is written the same. */
class TextFuzzTest {

    @FuzzTest
    void anything(byte[] octets) {
        names(new String(octets, StandardCharsets.UTF_8));
        pem(new String(octets, StandardCharsets.ISO_8859_1));
    }

    private static void names(String text) {
        for (Result<Identifier> read : List.of(Identifier.parse(text), Identifier.dns(text), Identifier.ip(text))) {
            if (read instanceof Result.Passed<Identifier> passed) {
                Identifier name = passed.value();
                assertThat(name.value()).isNotEmpty().isPrintable().hasSizeLessThanOrEqualTo(253);
                assertThat(Identifier.parse(name.value()).orElseThrow()).isEqualTo(name);
            } else if (read instanceof Result.Refused<Identifier> refused) {
                assertThat(refused.problem().detail())
                        .isEqualTo(Printable.text(refused.problem().detail(), 1000));
            }
        }
        Result<BigInteger> serial = SerialNumbers.parse(text);
        if (serial instanceof Result.Passed<BigInteger> passed) {
            String hex = SerialNumbers.hex(passed.value());
            assertThat(SerialNumbers.parse(hex).orElseThrow()).isEqualTo(passed.value());
        }
        assertThat(Printable.text(text, 100)).doesNotContain("\n", "\r", "\u001b", "\u202e");
    }

    private static void pem(String text) {
        if (Pem.decodeOne(text, "CERTIFICATE REQUEST", "CERTIFICATE") instanceof Result.Passed<byte[]> passed) {
            assertThat(Pem.decodeOne(Pem.encode("CERTIFICATE", passed.value()), "CERTIFICATE")
                            .orElseThrow())
                    .isEqualTo(passed.value());
        }
        try {
            assertThat(Pem.decodeCertificates(text)).hasSizeLessThanOrEqualTo(100);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).contains("PEM");
        }
    }
}
