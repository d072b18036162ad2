package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.httpca.pki.Pem;
import tools.jackson.databind.json.JsonMapper;

/**
 * The distribution's Glewlwyd, an OpenID provider of its own, on a database in a folder. It lives at {@code localhost}, for its
 * cookies. A missing one is a failure.
 */
final class Glewlwyd implements AutoCloseable {
    static final String CLIENT = "httpca";
    static final String SECRET = "glewlwyd-reads-secrets-without-decoding-them";
    static final String PASSWORD = "correct horse";
    private static final String SCHEMA = "/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3";
    private static final JsonMapper JSON = new JsonMapper();

    private final int port;
    private final Process process;
    private final HttpClient administrator = HttpClient.newHttpClient();
    /** Kept by hand: the JDK takes no cookie whose domain is localhost. */
    private String cookie = "";

    private Glewlwyd(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    static Glewlwyd start(Path folder) throws Exception {
        int port = freePort();
        Path database = folder.resolve("glewlwyd.db");
        run(new ProcessBuilder("sqlite3", database.toString())
                .redirectInput(Path.of(SCHEMA).toFile()));
        Path configuration = Files.writeString(folder.resolve("glewlwyd.conf"), """
                port=%d
                bind_address="127.0.0.1"
                external_url="http://localhost:%d"
                login_url="login.html"
                api_prefix="api"
                static_files_path="/usr/share/glewlwyd/webapp/"
                log_mode="console"
                log_level="INFO"
                cookie_domain="localhost"
                cookie_same_site="lax"
                session_expiration=3600
                session_key="PROVIDER_SESSION"
                admin_session_authentication="cookie"
                profile_session_authentication="cookie"
                admin_scope="g_admin"
                profile_scope="g_profile"
                user_module_path="/usr/lib/glewlwyd/user"
                user_middleware_module_path="/usr/lib/glewlwyd/user_middleware"
                client_module_path="/usr/lib/glewlwyd/client"
                user_auth_scheme_module_path="/usr/lib/glewlwyd/scheme"
                plugin_module_path="/usr/lib/glewlwyd/plugin"
                hash_algorithm="SHA512"
                database = { type = "sqlite3"; path = "%s"; };
                static_files_mime_types = (
                  { extension = ".html"; mime_type = "text/html"; compress = 0 },
                  { extension = ".css"; mime_type = "text/css"; compress = 0 },
                  { extension = ".js"; mime_type = "application/javascript"; compress = 0 },
                  { extension = ".json"; mime_type = "application/json"; compress = 0 } )
                """.formatted(port, port, database));
        Process process = new ProcessBuilder("glewlwyd", "--config-file=" + configuration)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("glewlwyd.log").toFile())
                .start();
        Glewlwyd glewlwyd = new Glewlwyd(port, process);
        try {
            glewlwyd.prepare();
        } catch (Exception | AssertionError e) {
            glewlwyd.close();
            throw e;
        }
        return glewlwyd;
    }

    String issuer() {
        return "http://localhost:" + port + "/api/ca";
    }

    private void prepare() throws Exception {
        Eventually.holds("Glewlwyd answers", () -> {
            try {
                return send("GET", "/config", "").statusCode() == 200;
            } catch (IOException e) {
                return false;
            }
        });
        // as its first database has it
        HttpResponse<String> in = send(
                "POST", "/api/auth/", JSON.writeValueAsString(Map.of("username", "admin", "password", "password")));
        cookie = in.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        Map<String, Object> groups =
                Map.of("multiple", true, "read", true, "write", true, "profile-read", true, "profile-write", false);
        change(
                "PUT",
                "/api/mod/user/database",
                Map.of(
                        "module",
                        "database",
                        "name",
                        "database",
                        "display_name",
                        "Users",
                        "order_rank",
                        0,
                        "readonly",
                        false,
                        "enabled",
                        true,
                        "parameters",
                        Map.of("use-glewlwyd-connection", true, "data-format", Map.of("groups", groups))));
        change("PUT", "/api/mod/user/database/reset/", Map.of());
        change("POST", "/api/mod/plugin/", plugin());
    }

    private Map<String, Object> plugin() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA"); // it reads no EC key as the JDK writes them
        keys.initialize(2048);
        KeyPair key = keys.generateKeyPair();
        Map<String, Object> claim = Map.of(
                "name",
                "groups",
                "user-property",
                "groups",
                "type",
                "string",
                "mandatory",
                true,
                "on-demand",
                false,
                "scope",
                List.of());
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "iss",
                issuer(),
                "jwt-type",
                "rsa",
                "jwt-key-size",
                "256",
                "key",
                pem("PRIVATE KEY", key.getPrivate().getEncoded()),
                "cert",
                pem("PUBLIC KEY", key.getPublic().getEncoded()),
                "access-token-duration",
                3600,
                "refresh-token-duration",
                3600,
                "code-duration",
                600,
                "auth-type-code-enabled",
                true,
                "subject-type",
                "public"));
        parameters.putAll(Map.of(
                "allow-non-oidc", false,
                "refresh-token-rolling", false,
                "pkce-allowed", true,
                "pkce-method-plain-allowed", false,
                "pkce-required", true,
                "oauth-as-iss-id", true,
                "session-management-allowed", true,
                "session-cookie-name", "PROVIDER_OIDC",
                "session-cookie-expiration", 3600,
                "name-claim", "mandatory"));
        for (String type : List.of("token", "implicit", "password", "client", "none", "refresh")) {
            parameters.put("auth-type-" + type + "-enabled", false);
        }
        parameters.put("claims", List.of(claim));
        parameters.put("jwks-show", true);
        return Map.of("module", "oidc", "name", "ca", "display_name", "CA", "enabled", true, "parameters", parameters);
    }

    /** Lets a client in at this address. */
    void client(String redirectUri) throws Exception {
        change(
                "POST",
                "/api/client/",
                Map.of(
                        "client_id",
                        CLIENT,
                        "name",
                        "HttpCA",
                        "confidential",
                        true,
                        "enabled",
                        true,
                        "client_secret",
                        SECRET,
                        "scope",
                        List.of(),
                        "redirect_uri",
                        List.of(redirectUri),
                        "authorization_type",
                        List.of("code"),
                        "token_endpoint_auth_method",
                        List.of("client_secret_basic")));
    }

    void user(String name, String displayName, List<String> groups) throws Exception {
        change(
                "POST",
                "/api/user/",
                Map.of(
                        "username", name,
                        "name", displayName,
                        "password", PASSWORD,
                        "enabled", true,
                        "scope", List.of("openid"),
                        "groups", groups));
    }

    private void change(String method, String path, Map<String, ?> body) throws Exception {
        HttpResponse<String> answer = send(method, path, JSON.writeValueAsString(body));
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> send(String method, String path, String body) throws IOException {
        try {
            return administrator.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .header("Content-Type", "application/json")
                            .header("Cookie", cookie)
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String type, byte[] der) {
        return Pem.encode(type, der);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void run(ProcessBuilder command) throws Exception {
        Process process = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(command.command().toString()).isZero();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
