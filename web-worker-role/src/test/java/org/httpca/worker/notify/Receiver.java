package org.httpca.worker.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A receiver of webhooks on loopback. */
public final class Receiver implements AutoCloseable {
    /** What came in. */
    public record Post(String path, String id, String timestamp, String signature, String type, String body) {}

    /** Answers an exchange whose body was read. */
    interface Answer {
        void to(HttpExchange exchange, int number) throws IOException;
    }

    final List<Post> posts = new CopyOnWriteArrayList<>();
    /** The same, to wait for. */
    public final BlockingQueue<Post> arrivals = new LinkedBlockingQueue<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Receiver(Answer answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Post post = new Post(
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    body);
            posts.add(post);
            arrivals.add(post);
            answer.to(exchange, posts.size());
        });
        server.start();
    }

    public static Receiver answering(int... statuses) throws IOException {
        return new Receiver((exchange, number) -> {
            exchange.sendResponseHeaders(statuses[Math.min(number, statuses.length) - 1], -1);
            exchange.close();
        });
    }

    /** 200, and then octets for as long as they are taken. */
    static Receiver endless() throws IOException {
        return new Receiver((exchange, number) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] octets = new byte[8192];
            try (OutputStream body = exchange.getResponseBody()) {
                while (!Thread.currentThread().isInterrupted()) {
                    body.write(octets);
                }
            } catch (IOException e) {
                exchange.close(); // the other side had enough
            }
        });
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
