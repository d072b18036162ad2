package org.httpca.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import org.httpca.web.WebUnderTest;

/**
 * Any octets in any place of an exchange: the answer is one that a client can do something about, and never a fault of ours. What is
 * submitted is never stored, since no fuzzer makes a signature.
 */
class ExchangeFuzzTest {
    /** Calls to the web role, and its own to its database. Any other would be one that somebody could make it send. */
    private static final BiPredicate<String, Integer> ALLOWED =
            (host, port) -> List.of("127.0.0.1", "localhost", "::1").contains(host);

    private static final int PORT = WebUnderTest.shared().port();
    private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    private static final List<Body> BODIES = List.of(
            new Body("/api/v1/requests", "application/json"),
            new Body("/api/v1/requests/batch", "application/json"),
            new Body("/api/v1/requests", "application/pkcs10"),
            new Body("/api/v1/requests", "application/x-pem-file"),
            new Body("/", "application/x-www-form-urlencoded"),
            new Body("/", "multipart/form-data; boundary=b"));
    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Language",
            "Authorization",
            "Content-Type",
            "Cookie",
            "Forwarded",
            "Host",
            "Idempotency-Key",
            "If-None-Match",
            "Last-Event-ID",
            "Origin",
            "Prefer",
            "Range",
            "Withdrawal-Secret",
            "X-Correlation-ID",
            "X-Forwarded-For",
            "traceparent");

    /** The first octet chooses the place. */
    @FuzzTest
    void anything(byte[] octets) throws IOException {
        BugDetectors.allowNetworkConnections(ALLOWED); // for good: threads of the web role call between two rounds, too
        if (octets.length == 0) {
            return;
        }
        int place = octets[0] & 0xff;
        byte[] rest = Arrays.copyOfRange(octets, 1, octets.length);
        if (place < BODIES.size()) {
            Body body = BODIES.get(place);
            check(post(body.path, body.type, rest));
        } else if (place == BODIES.size()) {
            check(get(concat(text("/"), rest), new byte[0]), endsItsLine(rest));
        } else {
            String name = HEADERS.get(place % HEADERS.size());
            check(get(
                    text("/api/v1/requests/00000000-0000-4000-8000-000000000000"),
                    concat(text(name + ": "), rest, text("\r\n"))));
        }
    }

    private record Body(String path, String type) {}

    private static String get(byte[] address, byte[] header) throws IOException {
        return answer(concat(text("GET "), address, text(HOST), header, text("\r\n")));
    }

    private static String post(String path, String type, byte[] body) throws IOException {
        return answer(concat(
                text("POST " + path + HOST + "Content-Type: " + type + "\r\nContent-Length: " + body.length
                        + "\r\n\r\n"),
                body));
    }

    /** A client that talks nonsense may find the connection closed, once it was answered. */
    private static String answer(byte[] call) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket("127.0.0.1", PORT)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(call);
            socket.shutdownOutput();
            socket.getInputStream().transferTo(answer);
        } catch (SocketException e) {
            // it was closed while we were still talking
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    /** Then it is a call in HTTP/0.9, and what is answered has neither status nor headers. */
    private static boolean endsItsLine(byte[] address) {
        String text = new String(address, StandardCharsets.ISO_8859_1);
        return text.contains("\n") || text.contains("\r");
    }

    private static void check(String answer) {
        check(answer, false);
    }

    private static void check(String answer, boolean old) {
        assertThat(answer).doesNotContain("Exception", "\tat ", "org.httpca", "org.apache");
        if (answer.isEmpty() || (old && !answer.startsWith("HTTP/"))) {
            return;
        }
        assertThat(answer).startsWith("HTTP/1.1 ");
        int status = Integer.parseInt(answer.substring(9, 12));
        // What the container alone knows: another encoding of transfer, another version of HTTP (RFC 9110, section
        // 15.6).
        assertThat(status == 501 || status == 505 || (status >= 200 && status < 500))
                .as(answer)
                .isTrue();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
