package org.httpca.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.api.SubmitTest.assertProblem;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.httpca.web.Blanks;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent by mistake or in malice has a defined answer, and costs little. */
class BodiesTest {
    private static final String REQUESTS = "/api/v1/requests";
    private static final Http HTTP = WebUnderTest.shared().http();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded",
                "application/xml",
                "*/*",
                "pem"
            })
    void areReadAsThreeTypesOnly(String type) {
        Answer answer = HTTP.post(REQUESTS, type, Csr.der("a.example"));

        assertProblem(answer, 415, "unsupported-media-type");
        if (type.contains("/") && !type.startsWith("*")) {
            assertThat(answer.header("Accept"))
                    .contains("application/json", "application/pkcs10", "application/x-pem-file");
        }
    }

    @Test
    void needAType() {
        Answer answer = HTTP.send("POST", REQUESTS, BodyPublishers.ofByteArray(Csr.der("a.example")));

        assertProblem(answer, 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json;charset=UTF-8, UTF-8, 202",
        "application/json, UTF-8, 202",
        "application/json, UTF-16, 202",
        "application/json;charset=ISO-8859-1, ISO-8859-1, 202",
        "application/json;charset=nonsense, UTF-8, 415",
    })
    void areReadInTheirCharset(String type, String charset, int status) throws Exception {
        String body = "{\"note\": \"é\", \"csr\": " + Csr.inJson("a.example") + "}";

        Answer answer = HTTP.post(REQUESTS, type, body.getBytes(charset));

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }

    @Test
    void areRefusedWhereTheyAreNotUtf8() {
        byte[] body =
                ("{\"note\": \"?\", \"csr\": " + Csr.inJson("a.example") + "}").getBytes(StandardCharsets.US_ASCII);
        body[10] = (byte) 0xff;

        assertProblem(HTTP.post(REQUESTS, "application/json", body), 400, "malformed");
    }

    @Test
    void mayNotBeJsonBombs() {
        String csr = "\"csr\": " + Csr.inJson("a.example");
        int many = 500_000;
        assertRefused("[".repeat(many) + "]".repeat(many));
        assertRefused("{\"a\":".repeat(many / 5) + "1" + "}".repeat(many / 5));
        assertRefused("{\"x\": " + "[".repeat(many) + "]".repeat(many) + ", " + csr + "}");
        assertRefused("{\"x\": " + "9".repeat(many) + ", " + csr + "}");
        assertRefused("{\"csr\": \"" + "A".repeat(many) + "\"}");
        assertRefused("{\"" + "A".repeat(many) + "\": 1, " + csr + "}");
        assertRefused("{\"x\": [" + "1,".repeat(many / 2) + "1], " + csr + "}");
        assertRefused("{" + csr + ", " + csr + "}");
        assertRefused("{" + csr + "} {}");
        assertRefused("{" + csr + ", \"note\": 1e999999999, \"profile\": [[[]]]}");
    }

    @Test
    void mayHaveMembersThatNobodyKnows() {
        Answer answer = HTTP.postJson(REQUESTS, "{\"x\": {\"y\": [1]}, \"csr\": " + Csr.inJson("a.example") + "}");

        assertThat(answer.status()).isEqualTo(202);
    }

    @Test
    void ofTwentyMegabytesAreNotRead() {
        int size = 20 << 20;
        for (String type : new String[] {"application/json", "application/pkcs10", "application/x-pem-file"}) {
            assertProblem(
                    HTTP.send(
                            "POST",
                            REQUESTS,
                            BodyPublishers.ofInputStream(() -> new Blanks(size)),
                            "Content-Type",
                            type),
                    413,
                    "request-too-large");
        }
        byte[] large = new byte[size];
        Arrays.fill(large, (byte) ' ');
        assertProblem(HTTP.post(REQUESTS, "application/json", large), 413, "request-too-large");
    }

    @Test
    void ofPemMayHaveWordsAroundAndNoMoreThanOneRequest() {
        String pem = Csr.pem("a.example");
        assertThat(HTTP.post(
                                REQUESTS,
                                "application/x-pem-file;charset=US-ASCII",
                                pem.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII))
                        .status())
                .isEqualTo(202);
        assertProblem(
                HTTP.post(REQUESTS, "application/x-pem-file", "hello".getBytes(StandardCharsets.US_ASCII)),
                400,
                "malformed");
        assertProblem(HTTP.post(REQUESTS, "application/x-pem-file", new byte[0]), 400, "malformed");
    }

    private static void assertRefused(String body) {
        assertProblem(HTTP.postJson(REQUESTS, body), 400, "malformed");
    }
}
