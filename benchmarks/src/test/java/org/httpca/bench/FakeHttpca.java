package org.httpca.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.httpca.message.MessageJson;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Crypto;
import org.httpca.pki.Octets;
import tools.jackson.databind.JsonNode;

/** An installation in one class: it decides at once, and does when told what a real one must never do. */
final class FakeHttpca implements AutoCloseable {

    /** How a request is handled. */
    enum Manner {
        WELL,
        REJECTED,
        HELD,
        /** The submission is answered with a fault. */
        FAULT,
        /** The certificate cannot be downloaded. */
        NO_DOWNLOAD,
        /** The serial number is that of another certificate. */
        SERIAL_TWICE,
        /** So short a serial number that it cannot be by chance. */
        GUESSABLE,
        FOREIGN_KEY,
        OTHER_NAME,
        /** Signed by a CA that nobody published. */
        FOREIGN_ISSUER
    }

    private final FakeAuthority authority = new FakeAuthority();
    private final FakeAuthority foreign = new FakeAuthority();
    private final Map<String, String> downloads = new ConcurrentHashMap<>();
    private final Map<String, Manner> manners = new ConcurrentHashMap<>();
    private final AtomicInteger submitted = new AtomicInteger();
    private final List<Manner> script;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    /** @param script how the first requests are handled, in their order; all others well */
    FakeHttpca(Manner... script) throws IOException {
        this.script = List.of(script);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    Door door() {
        return new Door(url(), null);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    int submitted() {
        return submitted.get();
    }

    private void serve(HttpExchange call) throws IOException {
        try (call) {
            String path = call.getRequestURI().getPath();
            byte[] body = call.getRequestBody().readAllBytes();
            if (path.equals("/api/v1/ca")) {
                answer(call, 200, issuers());
            } else if (path.startsWith("/ca/")) {
                answer(call, 200, path.startsWith("/ca/root/") ? authority.root() : authority.issuing());
            } else if (path.equals("/api/v1/requests")) {
                Map<String, Object> request = submit(body);
                answer(call, request.isEmpty() ? 500 : 202, request);
            } else if (path.equals("/api/v1/requests/batch")) {
                answer(call, 202, batch(MessageJson.mapper().readTree(body)));
            } else if (path.startsWith("/api/v1/requests/")) {
                answer(call, 200, request(path.substring(path.lastIndexOf('/') + 1), true));
            } else {
                String download = downloads.get(path);
                answer(
                        call,
                        download == null ? 404 : 200,
                        (download == null ? "{}" : download).getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private Map<String, Object> issuers() {
        return Map.of(
                "issuers",
                List.of(issuer("root", true, authority.root()), issuer("issuing", false, authority.issuing())));
    }

    private Map<String, Object> issuer(String name, boolean root, byte[] der) {
        return Map.of(
                "name",
                name,
                "root",
                root,
                "sha256",
                Octets.of(der).sha256().hex(),
                "url",
                "http://elsewhere.example.test/ca/" + name);
    }

    private Map<String, Object> batch(JsonNode body) throws IOException {
        List<Object> outcomes = new ArrayList<>();
        for (JsonNode each : body.path("requests")) {
            String pem = each.path("csr").asString("");
            outcomes.add(Map.of(
                    "request",
                    submit(CertificationRequest.readPem(pem).orElseThrow().der().toArray())));
        }
        return Map.of("outcomes", outcomes);
    }

    /** Empty for a fault. */
    private Map<String, Object> submit(byte[] der) throws IOException {
        int number = submitted.getAndIncrement();
        Manner manner = number < script.size() ? script.get(number) : Manner.WELL;
        if (manner == Manner.FAULT) {
            return Map.of();
        }
        String id = Integer.toString(number);
        manners.put(id, manner);
        var csr = new JcaPKCS10CertificationRequest(der).setProvider(Crypto.BOUNCY_CASTLE);
        String name = csr.getSubject().toString().substring("CN=".length());
        if (manner != Manner.NO_DOWNLOAD) {
            downloads.put("/certificates/" + id + "/fullchain.pem", certificate(manner, name, key(csr), number));
        }
        return request(id, false);
    }

    private String certificate(Manner manner, String name, PublicKey key, int number) {
        return (manner == Manner.FOREIGN_ISSUER ? foreign : authority)
                .fullchain(
                        manner == Manner.OTHER_NAME ? "other.bench.test" : name,
                        manner == Manner.FOREIGN_KEY ? FakeAuthority.key().getPublic() : key,
                        serial(manner, BigInteger.valueOf(number)));
    }

    private static BigInteger serial(Manner manner, BigInteger number) {
        if (manner == Manner.GUESSABLE) {
            return number.add(BigInteger.ONE);
        }
        return manner == Manner.SERIAL_TWICE
                ? FakeAuthority.LONG
                : FakeAuthority.LONG.add(BigInteger.TEN).add(number);
    }

    private static PublicKey key(JcaPKCS10CertificationRequest csr) {
        try {
            return csr.getPublicKey();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Object> request(String id, boolean decided) {
        Manner manner = manners.getOrDefault(id, Manner.WELL);
        if (!decided) {
            return Map.of("id", id, "status", "queued");
        }
        return switch (manner) {
            case REJECTED -> Map.of("id", id, "status", "rejected", "problem", Map.of("title", "No"));
            case HELD -> Map.of("id", id, "status", "waiting-for-approval");
            default ->
                Map.of(
                        "id",
                        id,
                        "status",
                        "issued",
                        "certificate",
                        Map.of("url", "http://elsewhere.example.test/certificates/" + id));
        };
    }

    private static void answer(HttpExchange call, int status, Map<String, Object> json) throws IOException {
        answer(call, status, MessageJson.mapper().writeValueAsBytes(json));
    }

    private static void answer(HttpExchange call, int status, byte[] body) throws IOException {
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
