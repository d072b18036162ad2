package org.httpca.web.openid;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.json.JsonMapper;

/** An OpenID provider that is none: it says whatever a test wants it to say, and checks what it is asked as a strict one does. */
public final class SimulatedProvider implements AutoCloseable {
    public static final String CLIENT = "ca client";
    public static final String SECRET = "a secret: with %&+ signs";
    private static final JsonMapper JSON = new JsonMapper();

    private final String scheme;
    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private volatile RSAKey key = fresh();
    private volatile IdToken idToken = SimulatedProvider::sign;

    /** Makes the ID token of what would be its claims. */
    public interface IdToken {
        String of(SimulatedProvider provider, JWTClaimsSet.Builder claims) throws Exception;
    }

    /** In place of what is right at a path. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    public SimulatedProvider() throws IOException {
        this("http", HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    public static SimulatedProvider overHttps(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new SimulatedProvider("https", server);
    }

    private SimulatedProvider(String scheme, HttpServer server) {
        this.scheme = scheme;
        this.server = server;
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "simulated-provider");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    public String issuer() {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/realm";
    }

    public RSAKey key() {
        return key;
    }

    public void rotate() {
        key = fresh();
    }

    public void says(IdToken token) {
        idToken = token;
    }

    public void answers(String path, Answer answer) {
        answers.put(path, answer);
    }

    /** It is as it should be again. */
    public void behave() {
        answers.clear();
        idToken = SimulatedProvider::sign;
    }

    /** What a browser is sent back with, once its user has signed in there. */
    public Map<String, String> signIn(URI authorization) {
        Map<String, String> asked = parameters(authorization.getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        return new LinkedHashMap<>(Map.of("code", code, "state", asked.getOrDefault("state", ""), "iss", issuer()));
    }

    public static String query(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.isEmpty() ? "?" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query.toString();
    }

    public static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String each : query.split("&")) {
            String[] pair = each.split("=", 2);
            parameters.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    /** A cookie that somebody has made to measure, with the state that fits it. */
    public static String[] forgedAttempt(String back) {
        Attempt attempt = Attempt.begin(new java.security.SecureRandom(), Instant.now(), back);
        return new String[] {attempt.value(), attempt.state().getValue()};
    }

    public static String sign(SimulatedProvider provider, JWTClaimsSet.Builder claims) throws Exception {
        return sign(provider.key, provider.key.getKeyID(), claims);
    }

    public static String sign(RSAKey key, String keyId, JWTClaimsSet.Builder claims) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(), claims.build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    public static RSAKey fresh() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/realm", "");
        try (exchange) {
            Answer other = answers.get(path);
            if (other != null) {
                other.to(exchange);
                return;
            }
            switch (path) {
                case "/.well-known/openid-configuration" -> send(exchange, 200, metadata());
                case "/keys" -> send(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject());
                case "/token" -> token(exchange);
                default -> send(exchange, 404, Map.of());
            }
        }
    }

    public Map<String, Object> metadata() {
        return new HashMap<>(Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                issuer() + "/authorize?tenant=one",
                "token_endpoint",
                issuer() + "/token",
                "jwks_uri",
                issuer() + "/keys",
                "end_session_endpoint",
                issuer() + "/end",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256", "HS256", "none"),
                "authorization_response_iss_parameter_supported",
                true));
    }

    private void token(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = parameters(body);
        Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
        try {
            String challenge = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(form.getOrDefault("code_verifier", "").getBytes(StandardCharsets.US_ASCII)));
            if (!basic().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, Map.of("error", "invalid_client"));
            } else if (asked == null
                    || !challenge.equals(asked.get("code_challenge"))
                    || !"S256".equals(asked.get("code_challenge_method"))
                    || !form.getOrDefault("redirect_uri", "").equals(asked.get("redirect_uri"))) {
                send(exchange, 400, Map.of("error", "invalid_grant"));
            } else {
                JWTClaimsSet.Builder claims = claims(asked.getOrDefault("nonce", ""));
                send(
                        exchange,
                        200,
                        Map.of("access_token", "x", "token_type", "Bearer", "id_token", idToken.of(this, claims)));
            }
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private JWTClaimsSet.Builder claims(String nonce) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .subject("olga-1")
                .claim("name", "Olga <b>Operator</b>")
                .claim("groups", List.of("staff", "ca-operators"))
                .claim("nonce", nonce)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)));
    }

    /** Name and secret are encoded first (RFC 6749, section 2.3.1). */
    private static String basic() {
        String both = URLEncoder.encode(CLIENT, StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    public static void send(HttpExchange exchange, int status, Map<String, ?> json) throws IOException {
        byte[] body = JSON.writeValueAsBytes(json);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    public static void sendText(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Begins, and does not come to an end. */
    public static void drip(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        for (int i = 0; i < 100; i++) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Says more than anybody wants to hear. */
    public static void flood(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        byte[] blanks = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 1000; i++) {
            exchange.getResponseBody().write(blanks);
        }
    }

    /** Sends whoever asks elsewhere. */
    public Answer redirectTo(String path) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", issuer() + path);
            exchange.sendResponseHeaders(307, -1);
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
