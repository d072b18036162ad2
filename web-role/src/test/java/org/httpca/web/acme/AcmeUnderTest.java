package org.httpca.web.acme;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.httpca.web.Http;
import org.httpca.web.WebRole;
import org.httpca.web.WebUnderTest;
import org.springframework.context.ConfigurableApplicationContext;

/** Web roles with ACME on the shared database: one for all tests of this JVM, and others as a test wants them. */
final class AcmeUnderTest implements AutoCloseable {
    private static final AcmeUnderTest SHARED = start(Map.of());

    private final ConfigurableApplicationContext context;
    private final Http http;

    private AcmeUnderTest(ConfigurableApplicationContext context) {
        this.context = context;
        this.http = WebUnderTest.http(context);
    }

    static AcmeUnderTest shared() {
        return SHARED;
    }

    static AcmeUnderTest start(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(WebUnderTest.shared().properties());
        properties.put("httpca.instance", "acme");
        properties.putAll(more);
        ConfigurableApplicationContext context = WebRole.run(properties);
        Runtime.getRuntime().addShutdownHook(new Thread(context::close));
        return new AcmeUnderTest(context);
    }

    /** For those of one test alone: each has connections to the database. */
    @Override
    public void close() {
        context.close();
    }

    Http http() {
        return http;
    }

    String base() {
        return "http://127.0.0.1:" + http.port();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    String nonce() {
        return http.send("HEAD", "/acme/new-nonce", BodyPublishers.noBody()).header("Replay-Nonce");
    }

    Http.Answer post(String path, String jws) {
        return http.post(path, "application/jose+json", jws.getBytes(StandardCharsets.UTF_8));
    }

    /** A client with a fresh P-256 key and no account yet. */
    AcmeClient client() {
        return new AcmeClient(this, Keys.ec("P-256"));
    }

    /** One with an account. */
    AcmeClient registered() {
        AcmeClient client = client();
        client.register("{}");
        return client;
    }
}
