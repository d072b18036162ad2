package org.httpca.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body that is not here in time is waited for no longer; the time is so short here that the first packet is the last in time. */
class SlowBodiesTest {
    private static final Http HTTP = WebUnderTest.impatient();
    private static final byte[] WITHOUT_BODY = ("POST /api/v1/requests HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "/api/v1/requests,       application/json,                  '{\"csr\": \"'",
        "/api/v1/requests,       application/pkcs10,                '0'",
        "/api/v1/requests/batch, application/json,                  '{\"requests\": ['",
        "/,                      application/x-www-form-urlencoded, 'csr=a'",
        "/,                      multipart/form-data; boundary=b,   '--b'",
    })
    void areRefusedAndTheConnectionIsClosed(String path, String type, String half) throws IOException {
        String answer = answer("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                + "\r\nContent-Length: 1000\r\n\r\n" + half);

        assertThat(answer).startsWith("HTTP/1.1 408").contains("Connection: close");
        assertThat(answer)
                .contains("application/problem+json", "urn:httpca:problem:request-timeout", "X-Correlation-ID");
    }

    @Test
    void areRefusedWhereTheLengthWasNotSaid() throws IOException {
        assertThat(answer("POST /api/v1/requests HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"csr\r\n"))
                .startsWith("HTTP/1.1 408");
    }

    /** The container would swallow such a body, in any time: it turns swallowing off only for refusals. */
    @Test
    void holdNothingWhereTheClientWasToldToGoOn() throws IOException {
        assertThat(answer("GET /api/v1/profiles HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"))
                .startsWith("HTTP/1.1 100")
                .contains("HTTP/1.1 200");
    }

    @Test
    void tellAPersonInAPage() throws IOException {
        assertThat(answer("POST / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\ncsr=a"))
                .startsWith("HTTP/1.1 408")
                .contains("That took too long");
    }

    /** What was refused before its body was read is not waited for either. */
    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/requests, stranger.example, 400",
        "POST, /nothing,         localhost,        404",
        "GET,  /api/v1/profiles, localhost,        200"
    })
    void holdNothingWhereNobodyReadsThem(String method, String path, String host, int status) throws IOException {
        assertThat(answer(method + " " + path + " HTTP/1.1\r\nHost: " + host
                        + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"))
                .startsWith("HTTP/1.1 " + status);
    }

    /** The first packet is waited for; and for no more of one client's bodies than two. */
    @Test
    void areWaitedForByAFewThreadsOnly() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            String answer = "";
            while (answer.isEmpty() && open.size() < 20) {
                Socket socket = new Socket("127.0.0.1", HTTP.port());
                open.add(socket);
                socket.setSoTimeout(500);
                socket.getOutputStream().write(WITHOUT_BODY);
                answer = firstLine(socket);
            }

            assertThat(answer).isEqualTo("HTTP/1.1 429 ");
            assertThat(open).hasSizeGreaterThan(2);
            assertThat(answer("POST /api/v1/requests HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Connection: close\r\nContent-Length: 2\r\n\r\n{}"))
                    .as("what is there need not be waited for")
                    .startsWith("HTTP/1.1 400");
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static String firstLine(Socket socket) throws IOException {
        try {
            return String.valueOf(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                            .readLine());
        } catch (SocketTimeoutException e) {
            return ""; // it waits
        }
    }

    @Test
    void othersAreTakenAsEver() {
        assertThat(HTTP.post("/api/v1/requests", "application/pkcs10", Csr.der("in.example"))
                        .status())
                .isEqualTo(202);
    }

    /** All that comes until the server closes the connection, which it does long before it would for a client that is silent. */
    private static String answer(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", HTTP.port())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .collect(Collectors.joining("\n"));
        }
    }
}
