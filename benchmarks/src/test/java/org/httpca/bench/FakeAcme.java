package org.httpca.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.httpca.acme.jws.AccountKey;
import org.httpca.acme.jws.FlattenedJws;
import org.httpca.acme.jws.JwsHeader;
import org.httpca.message.MessageJson;
import org.httpca.pki.Crypto;
import org.httpca.pki.Octets;

/** An ACME server in one class. It verifies what it is sent, and asks at the port of http-01; when told, it does what servers do at times. */
final class FakeAcme implements AutoCloseable {

    /** How orders are handled. */
    enum Manner {
        WELL,
        /** Each third nonce is not taken. */
        FORGETFUL,
        /** The signer takes its time: the first look at an order finds it processing. */
        SLOW,
        /** No check finds anything. */
        BLIND,
        /** The certificate is for another key. */
        FOREIGN_KEY,
        /** Nobody may order. */
        CLOSED
    }

    private record Order(String name, String token, AtomicInteger looks) {}

    private final FakeAuthority authority = new FakeAuthority();
    private final Manner manner;
    private final int http01Port;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();
    private final Map<String, AccountKey> accounts = new ConcurrentHashMap<>();
    private final Map<String, Order> orders = new ConcurrentHashMap<>();
    private final Map<String, String> authorizations = new ConcurrentHashMap<>();
    private final Map<String, String> certificates = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger fetches = new AtomicInteger();

    FakeAcme(Manner manner, int http01Port) throws IOException {
        this.manner = manner;
        this.http01Port = http01Port;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    int accounts() {
        return accounts.size();
    }

    /** How often it asked at the port of http-01. */
    int fetches() {
        return fetches.get();
    }

    private void serve(HttpExchange call) throws IOException {
        try (call) {
            String path = call.getRequestURI().getPath();
            byte[] body = call.getRequestBody().readAllBytes();
            if (path.equals("/api/v1/ca")) {
                answer(call, 200, issuers());
            } else if (path.startsWith("/ca/")) {
                send(call, 200, path.startsWith("/ca/root/") ? authority.root() : authority.issuing());
            } else if (path.equals("/acme/directory")) {
                answer(call, 200, directory());
            } else if (path.equals("/acme/new-nonce")) {
                call.getResponseHeaders().set("Replay-Nonce", nonce());
                call.sendResponseHeaders(200, -1);
            } else {
                call.getResponseHeaders().set("Replay-Nonce", nonce());
                signed(call, path, FlattenedJws.read(body));
            }
        }
    }

    private void signed(HttpExchange call, String path, FlattenedJws jws) throws IOException {
        JwsHeader header = jws.header();
        if (!header.url().equals(url() + path)
                || !"application/jose+json".equals(call.getRequestHeaders().getFirst("Content-Type"))) {
            throw new AssertionError("a call that no server takes: " + header.url());
        }
        boolean known = nonces.remove(String.valueOf(header.nonce()));
        if (!known || (manner == Manner.FORGETFUL && numbers.incrementAndGet() % 3 == 0)) {
            problem(call, "badNonce");
            return;
        }
        AccountKey key = header.jwk() != null
                ? AccountKey.of(header.jwk())
                : Objects.requireNonNull(accounts.get(String.valueOf(header.kid())));
        key.verify(jws);
        String id = path.substring(path.lastIndexOf('/') + 1);
        if (path.equals("/acme/new-account")) {
            String account = url() + "/acme/account/" + numbers.incrementAndGet();
            accounts.put(account, key);
            call.getResponseHeaders().set("Location", account);
            answer(call, 201, Map.of("status", "valid"));
        } else if (manner == Manner.CLOSED) {
            problem(call, "rateLimited");
        } else if (path.equals("/acme/new-order")) {
            order(call, jws);
        } else if (path.startsWith("/acme/authz/")) {
            authorization(call, id);
        } else if (path.startsWith("/acme/challenge/")) {
            check(id, key);
            answer(call, 200, Map.of("status", "processing"));
        } else if (path.startsWith("/acme/finalize/")) {
            certificates.put(id, certificate(order(id), jws));
            answer(call, 200, order(id, manner == Manner.SLOW));
        } else if (path.startsWith("/acme/order/")) {
            answer(call, 200, order(id, order(id).looks().getAndIncrement() == 0 && manner == Manner.SLOW));
        } else {
            send(call, 200, Objects.requireNonNull(certificates.get(id)).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private Order order(String id) {
        return Objects.requireNonNull(orders.get(id));
    }

    private void order(HttpExchange call, FlattenedJws jws) throws IOException {
        String id = Integer.toString(numbers.incrementAndGet());
        String name = jws.object().path("identifiers").path(0).path("value").asString("");
        orders.put(id, new Order(name, "token" + id, new AtomicInteger()));
        call.getResponseHeaders().set("Location", url() + "/acme/order/" + id);
        answer(
                call,
                201,
                Map.of(
                        "status",
                        "pending",
                        "authorizations",
                        List.of(url() + "/acme/authz/" + id),
                        "finalize",
                        url() + "/acme/finalize/" + id));
    }

    private Map<String, Object> order(String id, boolean processing) {
        return processing
                ? Map.of("status", "processing")
                : Map.of("status", "valid", "certificate", url() + "/acme/cert/" + id);
    }

    private void authorization(HttpExchange call, String id) throws IOException {
        String status = authorizations.getOrDefault(id, "pending");
        Map<String, Object> challenge = status.equals("invalid")
                ? Map.of("type", "http-01", "error", Map.of("type", "urn:ietf:params:acme:error:connection"))
                : Map.of("type", "http-01", "token", order(id).token(), "url", url() + "/acme/challenge/" + id);
        answer(call, 200, Map.of("status", status, "challenges", List.of(challenge)));
    }

    private void check(String id, AccountKey key) throws IOException {
        if (manner == Manner.BLIND) {
            authorizations.put(id, "invalid");
            return;
        }
        String token = order(id).token();
        HttpURLConnection fetch = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + http01Port + "/.well-known/acme-challenge/" + token)
                        .toURL()
                        .openConnection();
        fetches.incrementAndGet();
        String seen = new String(fetch.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        authorizations.put(id, seen.equals(token + "." + key.thumbprint()) ? "valid" : "invalid");
    }

    private String certificate(Order order, FlattenedJws jws) throws IOException {
        byte[] der = Base64.getUrlDecoder().decode(jws.object().path("csr").asString(""));
        try {
            return authority.fullchain(
                    order.name(),
                    manner == Manner.FOREIGN_KEY
                            ? FakeAuthority.key().getPublic()
                            : new JcaPKCS10CertificationRequest(der)
                                    .setProvider(Crypto.BOUNCY_CASTLE)
                                    .getPublicKey(),
                    FakeAuthority.LONG.add(BigInteger.valueOf(numbers.incrementAndGet())));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Object> directory() {
        return Map.of(
                "newNonce", url() + "/acme/new-nonce",
                "newAccount", url() + "/acme/new-account",
                "newOrder", url() + "/acme/new-order");
    }

    private Map<String, Object> issuers() {
        return Map.of(
                "issuers",
                List.of(issuer("root", true, authority.root()), issuer("issuing", false, authority.issuing())));
    }

    private Map<String, Object> issuer(String name, boolean root, byte[] der) {
        return Map.of(
                "name", name, "root", root, "sha256", Octets.of(der).sha256().hex(), "url", url() + "/ca/" + name);
    }

    private String nonce() {
        String nonce = "nonce" + numbers.incrementAndGet();
        nonces.add(nonce);
        return nonce;
    }

    private static void problem(HttpExchange call, String name) throws IOException {
        answer(call, 400, Map.of("type", "urn:ietf:params:acme:error:" + name, "detail", "No."));
    }

    private static void answer(HttpExchange call, int status, Map<String, Object> json) throws IOException {
        send(call, status, MessageJson.mapper().writeValueAsBytes(json));
    }

    private static void send(HttpExchange call, int status, byte[] body) throws IOException {
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
