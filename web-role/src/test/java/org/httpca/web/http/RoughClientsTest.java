package org.httpca.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.Test;

/** Clients that are slow, enormous or malicious get a defined answer, and the others are served meanwhile. */
class RoughClientsTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();

    @Test
    void slowClientsKeepNobodyWaiting() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket("127.0.0.1", WEB.port());
                slow.add(socket);
                String half = "POST /api/v1/requests HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
                socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
            }
            for (int i = 0; i < 5; i++) {
                assertThat(HTTP.get("/api/v1/profiles").status()).isEqualTo(200);
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** Half of the connection stays, so that the client comes to read why. */
    @Test
    void aBodyThatEndsTooEarlyIsTheClientsFault() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", WEB.port())) {
            String half = "POST /api/v1/requests HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Type: application/pkcs10\r\nContent-Length: 1000\r\n\r\n0";
            socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("ends before the length");
        }
    }

    /** It would be read for as long as its sender likes, within one read of the body. */
    @Test
    void anExtensionOfAChunkIsRefusedBeforeItIsLong() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", WEB.port())) {
            String begun = "POST /api/v1/requests HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Type: application/pkcs10\r\nTransfer-Encoding: chunked\r\n\r\n5;" + "a".repeat(50);
            socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400");
        }
    }

    /** What means the same must be the same: a filter might be passed. */
    @Test
    void anotherSpellingOfAnAddressIsRefused() {
        for (String path : List.of("/api/v1/%70rofiles", "/api/v1/profiles;x=1")) {
            Answer answer = HTTP.get(path);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.text()).contains("Write the address plainly");
        }
    }

    @Test
    void aFloodOfHeadersIsRefused() {
        refusedEarly(HTTP.get("/api/v1/profiles", "X-Long", "x".repeat(20_000)));
        String[] many = new String[400];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = "X-Many-" + i;
            many[i + 1] = "x";
        }
        refusedEarly(HTTP.get("/api/v1/profiles", many));
    }

    /** The container refuses before any of our code runs, and still says it as the rest of the API does. */
    private static void refusedEarly(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("detail").asString()).contains("header lines");
    }

    @Test
    void aFormOfVeryManyPartsIsRefused() {
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            parts.append("--b\r\nContent-Disposition: form-data; name=\"p")
                    .append(i)
                    .append("\"\r\n\r\nx\r\n");
        }
        parts.append("--b--\r\n");

        assertThat(form(parts.toString()).status()).isBetween(400, 413);
    }

    @Test
    void aPartWithAVeryLongHeaderIsRefused() {
        String part =
                "--b\r\nContent-Disposition: form-data; name=\"" + "n".repeat(20_000) + "\"\r\n\r\nx\r\n--b--\r\n";

        assertThat(form(part).status()).isBetween(400, 413);
    }

    @Test
    void tooLargeBodiesAreRefusedWhetherTheLengthWasSaidOrNot() {
        byte[] octets = new byte[2 << 20];
        assertThat(HTTP.post("/api/v1/requests", "application/json", octets).status())
                .isEqualTo(413);
        InputStream endless = new ByteArrayInputStream(octets);
        Answer answer = HTTP.send(
                "POST",
                "/api/v1/requests",
                BodyPublishers.ofInputStream(() -> endless),
                "Content-Type",
                "application/pkcs10");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void nestedJsonIsRefused() {
        assertThat(HTTP.postJson("/api/v1/requests", "{\"csr\":" + "[".repeat(100_000))
                        .status())
                .isEqualTo(400);
    }

    private static Answer form(String body) {
        return HTTP.post(
                "/",
                "multipart/form-data; boundary=b",
                body.getBytes(StandardCharsets.US_ASCII),
                "Accept",
                "text/html");
    }
}
