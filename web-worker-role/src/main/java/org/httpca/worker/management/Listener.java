package org.httpca.worker.management;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.httpca.start.InvalidSettingException;
import org.httpca.worker.settings.WorkerSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Answers the operator's monitoring, at the same paths as the web role's management port; three fixed answers, no input. The
 * JDK's small server is enough for that, and keeps a servlet container out of the process that holds the broker's login.
 */
public final class Listener implements SmartLifecycle {
    private static final String ROOT = "/actuator/";
    private static final String JSON = "application/json";

    private final WorkerSettings.Management settings;
    private final PrometheusMeterRegistry registry;
    private final Map<String, BooleanSupplier> parts;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    /** @param parts what the worker needs to be ready, and whether it is there */
    public Listener(
            WorkerSettings.Management settings, PrometheusMeterRegistry registry, Map<String, BooleanSupplier> parts) {
        this.settings = settings;
        this.registry = registry;
        this.parts = Map.copyOf(parts);
    }

    @Override
    public synchronized void start() {
        if (settings.port() < 0) {
            return;
        }
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(settings.bind(), settings.port()), 0);
            ExecutorService pool = Executors.newFixedThreadPool(2, task -> {
                Thread thread = new Thread(task, "worker-management");
                thread.setDaemon(true);
                return thread;
            });
            made.setExecutor(pool);
            made.createContext("/", this::answer);
            made.start();
            server = made;
            threads = pool;
        } catch (IOException e) {
            throw new InvalidSettingException(
                    "httpca.management: nothing can listen on " + settings.bind() + ":" + settings.port() + " ("
                            + e.getMessage() + "); set another port.",
                    e);
        }
    }

    /** Where it listens; -1 if it does not. */
    public synchronized int port() {
        return server == null ? -1 : server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!exchange.getRequestMethod().equals("GET") || path == null || !path.startsWith(ROOT)) {
                send(exchange, 404, JSON, "{}");
                return;
            }
            switch (path.substring(ROOT.length())) {
                case "prometheus" -> send(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", registry.scrape());
                case "health/liveness" -> send(exchange, 200, JSON, "{\"status\":\"UP\"}");
                case "health", "health/readiness" -> health(exchange);
                default -> send(exchange, 404, JSON, "{}");
            }
        }
    }

    private void health(HttpExchange exchange) throws IOException {
        StringBuilder components = new StringBuilder();
        boolean ready = true;
        for (Map.Entry<String, BooleanSupplier> part : parts.entrySet()) {
            boolean up = part.getValue().getAsBoolean();
            ready &= up;
            components
                    .append(components.isEmpty() ? "" : ",")
                    .append('"')
                    .append(part.getKey())
                    .append("\":{\"status\":\"")
                    .append(word(up))
                    .append("\"}");
        }
        String body = "{\"status\":\"" + word(ready) + "\",\"components\":{" + components + "}}";
        send(exchange, ready ? 200 : 503, JSON, body);
    }

    private static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
        if (threads != null) {
            threads.shutdownNow();
            threads = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }
}
