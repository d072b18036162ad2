package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.WebRole;
import org.httpca.web.WebUnderTest;
import org.httpca.web.openid.SimulatedProvider;
import org.springframework.context.ConfigurableApplicationContext;

/** A browser at one web role, which keeps cookies; and web roles whose operators sign in at a provider. */
final class OpenIdBrowser {
    private static final String REFRESH = "0;url=";

    private final Http http;
    private final Map<String, String> cookies = new HashMap<>();

    OpenIdBrowser(Http http) {
        this.http = http;
    }

    /** On the shared database. @param operators the values that make an operator */
    static ConfigurableApplicationContext role(String instance, String issuer, List<String> operators) {
        return role(instance, issuer, operators, Map.of());
    }

    static ConfigurableApplicationContext role(
            String instance, String issuer, List<String> operators, Map<String, Object> more) {
        Map<String, Object> properties = Forms.WEB.properties();
        properties.put("httpca.instance", instance);
        properties.put("httpca.openid.issuer", issuer);
        properties.put("httpca.openid.name", "simulated");
        properties.put("httpca.openid.client-id", SimulatedProvider.CLIENT);
        properties.put("httpca.openid.client-secret-file", secret());
        properties.put("httpca.openid.timeout", "1s");
        properties.put("httpca.openid.operators.values", String.join(",", operators));
        properties.putAll(more);
        return WebRole.run(properties);
    }

    private static String secret() {
        try {
            Path file = Files.createTempFile("httpca-openid-", ".secret");
            file.toFile().deleteOnExit();
            return Files.writeString(file, SimulatedProvider.SECRET).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Http http(ConfigurableApplicationContext role) {
        return WebUnderTest.http(role);
    }

    /** Until the role has looked at its provider for the first time. */
    void awaitProvider() throws InterruptedException {
        for (int i = 0; i < 200 && !get("/certificates").text().contains("Sign in with"); i++) {
            Thread.sleep(50);
        }
    }

    /** The same browser at another role, as behind a load balancer. */
    OpenIdBrowser at(Http other) {
        OpenIdBrowser same = new OpenIdBrowser(other);
        same.cookies.putAll(cookies);
        return same;
    }

    Answer get(String path) {
        return kept(http.get(path, "Accept", "text/html", "Cookie", cookies()));
    }

    Answer post(String path, String... fields) {
        return kept(Forms.post(http, cookies(), path, fields));
    }

    /** Where the button on the sign-in page leads. */
    URI begin(String... fields) {
        return refresh(post("/operator/openid", fields));
    }

    static URI refresh(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Refresh")).startsWith(REFRESH);
        return URI.create(answer.header("Refresh").substring(REFRESH.length()));
    }

    Answer back(Map<String, String> parameters) {
        return get("/operator/openid" + SimulatedProvider.query(parameters));
    }

    String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    void cookie(String name, String value) {
        cookies.put(name, value);
    }

    boolean isOperator() {
        return get("/certificates").status() == 200;
    }

    private Answer kept(Answer answer) {
        answer.response().headers().allValues("Set-Cookie").forEach(set -> {
            String[] pair = set.split(";")[0].split("=", 2);
            assertThat(set).contains("; HttpOnly", "; SameSite=Lax", "Path=/;");
            if (Arrays.asList(set.split("; ")).contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        });
        return answer;
    }

    private String cookies() {
        return cookies.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("; "));
    }
}
