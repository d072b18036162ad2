package org.httpca.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What stands on port 80 of a host that shows control of its name (RFC 8555, section 8.3), for all names at once. */
final class Http01Responder implements AutoCloseable {
    private static final String PLACE = "/.well-known/acme-challenge/";
    private static final int WAITING = 256;

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "http-01");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;

    private Http01Responder(HttpServer server) {
        this.server = server;
    }

    /** @param place with port 0, a free one is taken */
    static Http01Responder at(InetSocketAddress place) throws IOException {
        Http01Responder responder = new Http01Responder(HttpServer.create(place, WAITING));
        responder.server.setExecutor(responder.threads);
        responder.server.createContext(PLACE, responder::answer);
        responder.server.start();
        return responder;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** From now on. */
    void show(String token, String thumbprint) {
        answers.put(token, token + "." + thumbprint);
    }

    void forget(String token) {
        answers.remove(token);
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            String answer = answers.get(call.getRequestURI().getPath().substring(PLACE.length()));
            byte[] body = (answer == null ? "" : answer).getBytes(StandardCharsets.US_ASCII);
            call.getResponseHeaders().set("Content-Type", "application/octet-stream");
            call.sendResponseHeaders(answer == null ? 404 : 200, body.length == 0 ? -1 : body.length);
            call.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
