package org.httpca.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.httpca.problem.ProblemType;
import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void whatCouldMoveTheCursorOrReorderTheLineIsSpelledOut() {
        assertThat(Printable.text("a\u001b[2Jb\n\u202Ec\u200Bd\u00A0e é 中", 100))
                .isEqualTo("a‹U+001B›[2Jb‹U+000A›‹U+202E›c‹U+200B›d‹U+00A0›e é 中");
        assertThat(Printable.text("abcdef", 3)).isEqualTo("abc…");
    }

    @Test
    void serialNumbersAreForgivingToReadAndStrictToWrite() {
        assertThat(SerialNumbers.hex(SerialNumbers.parse("0A:FF:01").orElseThrow()))
                .isEqualTo("aff01");
        for (String wrong : new String[] {"", ":", "xyz", "１", "f".repeat(41), "-1"}) {
            assertThat(SerialNumbers.parse(wrong).isPassed()).isFalse();
        }
    }

    @Test
    void pemIsReadWithWhateverStandsAroundIt() {
        byte[] der = {1, 2, 3};
        String pem = "Subject: x\r\n" + Pem.encode("CERTIFICATE", der).replace("\n", "\r\n");
        assertThat(Pem.decodeOne(pem, "CERTIFICATE").orElseThrow()).isEqualTo(der);
        assertThat(Pem.decodeCertificates(pem + pem)).hasSize(2);
        assertThat(Pem.decodeOne("-----BEGIN CERTIFICATE-----\nAQID\n", "CERTIFICATE")
                        .isPassed())
                .isFalse();
        assertThat(Pem.decodeOne("-----BEGIN CERTIFICATE-----\n@@\n-----END CERTIFICATE-----", "CERTIFICATE")
                        .isPassed())
                .isFalse();
        assertThat(Pem.decodeOne("x".repeat(Pem.MAX_CHARACTERS + 1), "CERTIFICATE")
                        .isPassed())
                .isFalse();
    }

    @Test
    void everyProblemHasAUrnOfItsOwn() {
        assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::urn)).doesNotHaveDuplicates();
        assertThat(ProblemType.ofSlug("bad-csr")).isEqualTo(ProblemType.BAD_CSR);
        assertThat(ProblemType.ofSlug("from-the-future")).isEqualTo(ProblemType.SERVER_INTERNAL);
    }
}
