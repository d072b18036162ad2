package org.httpca.approval;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.httpca.envelope.Identity;
import org.httpca.log.Frontier;
import org.httpca.log.LogEntry;
import org.httpca.log.Proofs;
import org.httpca.log.TreeHash;
import org.httpca.log.TreeHead;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/** A log over HTTP as a web role serves it, which says what a test makes it say. */
final class ServedLog implements AutoCloseable {
    private static final int PAGE = 100;

    /** What it serves as entries; proofs are made of it, too. */
    final List<String> entries = new ArrayList<>();

    private final HttpServer server;
    private String head = "";
    private long size;
    private int busy;
    private ServedLog forCertificates = this;
    private final Map<String, String> instead = new HashMap<>();

    ServedLog() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/log", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Signs a head of all entries. */
    void sign(Identity by) {
        Frontier tree = Frontier.empty();
        entries.forEach(entry -> tree.add(TreeHash.leaf(entry)));
        size = tree.size();
        head = new TreeHead(size, tree.root(), Instant.parse("2026-11-21T11:59:00Z")).sign(by);
    }

    /** Tells the next so many callers to come again. */
    void isBusy(int calls) {
        busy = calls;
    }

    /** Whoever asks about a certificate is shown another log, and whatever proof of consistency that one can make. */
    void showsAboutCertificates(ServedLog another) {
        forCertificates = another;
    }

    /** To whoever asks there, it says this. */
    void says(String path, String json) {
        instead.put(path, json);
    }

    /** The JWS of the last head. */
    String head() {
        return head;
    }

    /** What it says about a certificate. */
    String about(String sha256) {
        List<String> found = found(sha256);
        return "{\"head\":" + json() + ",\"entries\":[" + String.join(",", found) + "]}";
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/api/v1/log".length());
        Map<String, Long> query = query(exchange.getRequestURI().getQuery());
        if (busy > 0) {
            busy--;
            exchange.getResponseHeaders().add("Retry-After", "0");
            send(exchange, 429, "{}");
        } else if (instead.containsKey(path)) {
            send(exchange, 200, requireNonNull(instead.get(path)));
        } else if (path.isEmpty()) {
            send(exchange, size == 0 ? 404 : 200, json());
        } else if (path.equals("/entries")) {
            int from = (int) Math.min(entries.size(), query.getOrDefault("from", 0L));
            List<String> page = entries.subList(from, Math.min(entries.size(), from + PAGE));
            send(exchange, 200, "{\"from\":" + from + ",\"entries\":[" + quoted(page) + "]}");
        } else if (path.equals("/consistency")) {
            long second = requireNonNull(query.get("second"));
            ServedLog longer = forCertificates.size < second ? this : forCertificates;
            List<Octets> proof = longer.proofs()
                    .consistency(requireNonNull(query.get("first")), second)
                    .path();
            send(
                    exchange,
                    200,
                    "{\"path\":[" + quoted(proof.stream().map(Octets::hex).toList()) + "]}");
        } else {
            String sha256 = path.substring("/certificates/".length());
            send(exchange, forCertificates.found(sha256).isEmpty() ? 404 : 200, forCertificates.about(sha256));
        }
    }

    private List<String> found(String sha256) {
        return LongStream.range(0, size)
                .filter(index -> entries.get((int) index).contains(sha256))
                .mapToObj(index -> "{\"index\":" + index + ",\"entry\":\"" + entries.get((int) index) + "\",\"path\":["
                        + quoted(proofs().inclusion(index, size).path().stream()
                                .map(Octets::hex)
                                .toList())
                        + "]}")
                .toList();
    }

    private Proofs proofs() {
        Map<String, Octets> nodes = new HashMap<>();
        Frontier tree = Frontier.empty();
        entries.forEach(
                entry -> tree.add(TreeHash.leaf(entry), (level, index, hash) -> nodes.put(level + "/" + index, hash)));
        return new Proofs((level, from, count) -> LongStream.range(from, from + count)
                .mapToObj(index -> nodes.get(level + "/" + index))
                .toList());
    }

    private String json() {
        return "{\"size\":" + size + ",\"head\":\"" + head + "\"}";
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(","));
    }

    private static Map<String, Long> query(@Nullable String query) {
        Map<String, Long> parameters = new HashMap<>();
        for (String each : query == null ? new String[0] : query.split("&")) {
            parameters.put(each.substring(0, each.indexOf('=')), Long.valueOf(each.substring(each.indexOf('=') + 1)));
        }
        return parameters;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    static LogEntry issued(String der) {
        return LogEntry.issued(Octets.ofHex(der).sha256());
    }
}
