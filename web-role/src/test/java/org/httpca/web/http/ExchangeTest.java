package org.httpca.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

class ExchangeTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();

    @Test
    void tellsBrowsersWhatNeverHappens() {
        for (String path : new String[] {"/api/v1/profiles", "/nothing", "/ca/issuing/cert.pem"}) {
            Answer answer = HTTP.get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Server")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site,             403",
        "Sec-Fetch-Site, same-site,              403",
        "Sec-Fetch-Site, same-origin,            202",
        "Sec-Fetch-Site, none,                   202",
        "Origin,         https://evil.example,   403",
        "Origin,         null,                   403",
        "Origin,         http://ca.example:8080, 202",
        "Origin,         http://ca.example,      403",
        "X-Nothing,      x,                      202"
    })
    void takesNothingFromPagesOfOtherSites(String header, String value, int status) {
        Answer answer = HTTP.post("/api/v1/requests", "application/pkcs10", Csr.der("a.example"), header, value);

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void takesAPageOfOursUnderTheNameItWasReachedBy() {
        Answer answer = HTTP.post(
                "/api/v1/requests",
                "application/pkcs10",
                Csr.der("a.example"),
                "Host",
                "localhost:9999",
                "Origin",
                "http://localhost:9999");

        assertThat(answer.status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({
        "ca.example:8080,   200",
        "CA.example,        200",
        "localhost,         200",
        "127.0.0.1:1,       200",
        "[::1]:8080,        200",
        "rebound.example,   400",
        "ca.example.evil,   400"
    })
    void answersToItsOwnNamesOnly(String host, int status) {
        assertThat(HTTP.get("/api/v1/profiles", "Host", host).status()).isEqualTo(status);
    }

    @Test
    void saysProblemsToProgramsEverywhere() {
        Answer answer = HTTP.get("/nothing/here", "Accept", "*/*");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(HTTP.get("/error").status()).isEqualTo(404);
        assertThat(HTTP.get("/api/v1/nothing", "Accept", "text/html").header("Content-Type"))
                .isEqualTo("application/problem+json");
    }

    @Test
    void tellsAFaultOfOursKindlyAndSaysWhereItIsInTheLog() {
        Faults faults = WEB.bean(Faults.class);
        MockHttpServletRequest call = new MockHttpServletRequest("GET", "/api/v1/profiles");

        ResponseEntity<?> fault = (ResponseEntity<?>) faults.answer(new IllegalStateException("secret reason"), call);
        ResponseEntity<?> outage =
                (ResponseEntity<?>) faults.answer(new DataAccessResourceFailureException("no database"), call);

        ResponseEntity<?> full = (ResponseEntity<?>)
                faults.answer(new IllegalStateException(new SQLException("could not extend file", "53100")), call);

        assertThat(full.getStatusCode().value()).as("a full disk").isEqualTo(503);
        assertThat(full.getHeaders().getFirst("Retry-After")).isEqualTo("5");
        assertThat(fault.getStatusCode().value()).isEqualTo(500);
        assertThat(String.valueOf(fault.getBody())).contains("urn:uuid:").doesNotContain("secret reason");
        assertThat(outage.getStatusCode().value()).isEqualTo(503);
        assertThat(outage.getHeaders().getFirst("Retry-After")).isEqualTo("5");
    }
}
