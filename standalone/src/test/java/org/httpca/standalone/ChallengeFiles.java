package org.httpca.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** The web server of a subscriber: the files of one folder, for http-01 (RFC 8555, section 8.3). */
final class ChallengeFiles implements AutoCloseable {
    private static final String WELL_KNOWN = "/.well-known/acme-challenge/";

    private final HttpServer server;

    private ChallengeFiles(HttpServer server) {
        this.server = server;
    }

    static ChallengeFiles serve(Path folder, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        server.createContext(WELL_KNOWN, call -> answer(call, folder));
        server.start();
        return new ChallengeFiles(server);
    }

    private static void answer(HttpExchange call, Path folder) throws IOException {
        String token = call.getRequestURI().getPath().substring(WELL_KNOWN.length());
        Path file = folder.resolve(token.replaceAll("[^A-Za-z0-9_-]", "-"));
        byte[] octets = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
        call.sendResponseHeaders(octets.length == 0 ? 404 : 200, octets.length == 0 ? -1 : octets.length);
        call.getResponseBody().write(octets);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
