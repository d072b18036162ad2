package org.httpca.web.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;

class ExportTest {
    private static final Instant AT = Instant.parse("2027-01-02T03:04:05Z");

    private static Found found(String subject, List<String> names) {
        return new Found(
                "issuing",
                "5f",
                subject,
                names,
                "EC P-256",
                "aa",
                "bb",
                AT,
                AT,
                CertificateStatus.REVOKED,
                RevocationReason.SUPERSEDED,
                AT,
                new Requester("token:a", "Ann \"the\" Other\r\nBcc: all", null));
    }

    @Test
    void linesAreThoseOfRfc4180() {
        assertThat(Csv.line(found("CN=a,O=b", List.of("a.example", "b.example")), "http://ca.example"))
                .isEqualTo(
                        "issuing,5f,revoked,superseded,2027-01-02T03:04:05Z,\"CN=a,O=b\",a.example b.example,EC P-256,aa,bb,"
                                + "2027-01-02T03:04:05Z,2027-01-02T03:04:05Z,token:a,\"Ann \"\"the\"\" Other\r\nBcc: all\",,"
                                + "http://ca.example/certificates/issuing:5f\r\n");
        assertThat(Csv.header().split(",")).hasSize(16);
        assertThat(Csv.cut("x")).isEqualTo("x" + ",".repeat(15) + "\r\n");
    }

    /** A spreadsheet would calculate them. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"=1+1, '=1+1", "+1, '+1", "-1, '-1", "@SUM(A1), '@SUM(A1)", "a=1, a=1"})
    void formulasAreText(String subject, String cell) {
        assertThat(Csv.line(found(subject, List.of()), "")).contains("," + cell + ",");
    }

    @Test
    void whatIsTooMuchIsCutOffAndSaysSo() throws Exception {
        ManyCertificates many = ManyCertificates.fill();
        Search search = new Search(many.rows(), Clock.systemUTC(), 1, Duration.ZERO);
        Export export = new Export(search, Clock.systemUTC(), 2_500);
        List<String> lines = write(export, Map.of("q", new String[] {"example.org"}));
        assertThat(lines).hasSize(2_502);
        String last = lines.get(2_501);
        assertThat(last).startsWith("Cut off after 2500 lines. Ask for the rest with page=");
        String page = last.substring(last.indexOf("page=") + 5, last.indexOf(','));
        List<String> rest = write(export, Map.of("q", new String[] {"example.org"}, "page", new String[] {page}));
        assertThat(rest.subList(1, rest.size() - 1)).doesNotContainAnyElementsOf(lines.subList(1, 2_501));

        assertThat(write(export, Map.of("status", new String[] {"revoked"}))).hasSize(1 + 998);
        Words limited = Words.of(Map.of("limit", new String[] {"5"})).orElseThrow();
        assertThat(export.begin(limited)).isInstanceOf(Result.Refused.class);
    }

    private static List<String> write(Export export, Map<String, String[]> parameters) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        export.begin(Words.of(parameters).orElseThrow()).orElseThrow().write(response, "");
        return response.getContentAsString(java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
