package org.httpca.web.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.httpca.web.Blanks;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;

/** What strangers do. Each attack has its answer, and a round is all of them, many at once. */
final class Attacks implements AutoCloseable {
    private static final String REQUESTS = "/api/v1/requests";
    static final int AT_ONCE = 16;
    private static final int LARGE = 20 << 20;
    private static final int MOST_AGAIN = 1000;

    private final int port;
    private final Http http;
    private final ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
    private final String key = UUID.randomUUID().toString();
    private final byte[] csr = Csr.der(key + ".example");
    private final String held;

    Attacks(int port) {
        this.port = port;
        this.http = Http.at(port);
        this.held = http.post(REQUESTS, "application/pkcs10", csr, "Idempotency-Key", key)
                .json()
                .get("id")
                .asString();
    }

    /** Returns when every answer is there and every connection closed. */
    void round() throws Exception {
        List<Socket> slow = slowClients();
        try {
            List<Callable<Void>> all = new ArrayList<>();
            for (String bomb : jsonBombs()) {
                times(4, all, () -> refused(400, () -> http.postJson(REQUESTS, bomb)));
            }
            times(4, all, () -> refused(400, () -> http.postJson(REQUESTS + "/batch", batchBomb())));
            for (String bomb : multipartBombs()) {
                times(
                        4,
                        all,
                        () -> assertThat(patiently(() -> form(bomb)).status()).isBetween(400, 413));
            }
            for (String type : List.of("application/json", "application/pkcs10", "application/x-pem-file")) {
                times(2, all, () -> refused(413, () -> large(REQUESTS, type)));
            }
            times(2, all, () -> refused(413, () -> large("/", "multipart/form-data; boundary=b")));
            times(2, all, () -> refused(413, () -> large("/", "application/x-www-form-urlencoded")));
            for (String type : List.of("text/plain", "application/xml", "pem", "multipart/form-data; boundary=x")) {
                times(25, all, () -> refused(415, () -> http.post(REQUESTS, type, csr)));
            }
            times(1000, all, () -> {
                Answer answer = patiently(() -> http.post(REQUESTS, "application/pkcs10", csr, "Idempotency-Key", key));
                assertThat(answer.status()).as(answer.text()).isEqualTo(202);
                assertThat(answer.json().get("id").asString()).isEqualTo(held);
            });
            times(100, all, () -> assertThat(http.get("/").status()).isEqualTo(200));
            for (Future<Void> answered : clients.invokeAll(all)) {
                answered.get();
            }
        } finally {
            for (Socket socket : slow) {
                socket.setSoLinger(true, 0); // gone without a word
                socket.close();
            }
        }
    }

    private interface Attack {
        void go();
    }

    private static void times(int count, List<Callable<Void>> all, Attack attack) {
        for (int i = 0; i < count; i++) {
            all.add(() -> {
                attack.go();
                return null;
            });
        }
    }

    private static void refused(int status, Supplier<Answer> call) {
        Answer answer = patiently(call);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }

    /** There is room for so many octets of bodies at a time: who comes again, as it is told to, gets an answer of its own. */
    private static Answer patiently(Supplier<Answer> call) {
        Answer answer = call.get();
        for (int again = 0; again < MOST_AGAIN && answer.status() == 503; again++) {
            answer = call.get();
        }
        return answer;
    }

    private Answer form(String body) {
        return http.post("/", "multipart/form-data; boundary=b", body.getBytes(StandardCharsets.US_ASCII));
    }

    private Answer large(String path, String type) {
        return http.send("POST", path, BodyPublishers.ofInputStream(() -> new Blanks(LARGE)), "Content-Type", type);
    }

    private List<String> jsonBombs() {
        String ask = "\"csr\": " + "\"x\"";
        int many = 500_000;
        return List.of(
                "[".repeat(many) + "]".repeat(many),
                "{\"a\":".repeat(many / 5) + "1" + "}".repeat(many / 5),
                "{\"x\": " + "9".repeat(many) + ", " + ask + "}",
                "{\"csr\": \"" + "A".repeat(many) + "\"}",
                "{\"" + "A".repeat(many) + "\": 1, " + ask + "}",
                "{\"x\": [" + "1,".repeat(many / 2 - 100) + "1], " + ask + "}",
                "{" + ask + ", \"note\": 1e999999999}");
    }

    /** As many members as a batch's size allows, in more requests than it may have. */
    private static String batchBomb() {
        return "{\"requests\":[" + "{\"csr\":\"\"},".repeat(600_000) + "{\"csr\":\"\"}]}";
    }

    private static List<String> multipartBombs() {
        String part = "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            parts.append(part.formatted("p" + i, "x"));
        }
        return List.of(
                parts + "--b--\r\n",
                part.formatted("n".repeat(20_000), "x") + "--b--\r\n",
                part.formatted("csr\"; filename=\"a", "x".repeat(500_000)) + "--b--\r\n",
                part.formatted("csr", "x")); // and never ends
    }

    /** Some stop in their headers, some in their body, and some follow a request and read nothing. */
    private List<Socket> slowClients() throws Exception {
        List<Socket> slow = new ArrayList<>();
        String post = "POST " + REQUESTS + " HTTP/1.1\r\nHost: localhost\r\n";
        for (int i = 0; i < 200; i++) {
            slow.add(says(post + "X-Slow: "));
        }
        for (int i = 0; i < 50; i++) {
            slow.add(says(post + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{\"csr\": \""));
            slow.add(says("GET " + REQUESTS + "/" + held + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }
        return slow;
    }

    private Socket says(String beginning) throws Exception {
        Socket socket = new Socket("127.0.0.1", port);
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Override
    public void close() {
        clients.shutdownNow();
    }
}
