package org.httpca.worker.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import org.httpca.message.MessageJson;
import org.httpca.start.InvalidSettingException;
import org.httpca.worker.notify.Channel.Letter;
import org.httpca.worker.notify.Outcome.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a receiver gets, and what each of its answers does. */
class WebhookTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    static Notice notice(String name, String email) {
        return new Notice(
                7,
                "issuing",
                "abc1",
                Duration.ofDays(7),
                "CN=" + name,
                List.of(name, "www.a.example"),
                "0".repeat(64),
                AT.plus(Duration.ofDays(7)),
                "server",
                "token:deploy",
                email,
                AT);
    }

    static Letter letter() {
        return new Letter(UUID.randomUUID(), "", List.of(notice("a.example", "ann@example.org")), AT);
    }

    static Webhook webhook(URI url, Duration longest) throws Exception {
        return new Webhook("ops", url, WebhookSecret.of("secret-file", SECRET), SSLContext.getDefault(), longest);
    }

    private static Outcome sendTo(Receiver receiver) throws Exception {
        return webhook(receiver.url(), Duration.ofSeconds(5)).send(letter());
    }

    @Test
    void aReceiverCanCheckWhoSentWhatWhen() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            Letter letter = letter();
            assertThat(webhook(receiver.url(), Duration.ofSeconds(5)).send(letter))
                    .isEqualTo(Outcome.taken());
            Receiver.Post post = receiver.posts.get(0);
            assertThat(post.id()).isEqualTo(letter.id().toString());
            assertThat(post.timestamp()).isEqualTo("" + AT.getEpochSecond());
            assertThat(post.type()).isEqualTo("application/json");
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            byte[] signed = (post.id() + "." + post.timestamp() + "." + post.body()).getBytes(StandardCharsets.UTF_8);
            assertThat(post.signature()).isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed)));
            JsonNode body = MessageJson.mapper().readTree(post.body());
            assertThat(body.get("type").asString()).isEqualTo("certificate.expiring");
            assertThat(body.get("timestamp").asString()).isEqualTo("2026-11-22T10:00:00Z");
            assertThat(body.at("/data/serial").asString()).isEqualTo("abc1");
            assertThat(body.at("/data/names/1").asString()).isEqualTo("www.a.example");
            assertThat(body.at("/data/notAfter").asString()).isEqualTo("2026-11-29T10:00:00Z");
            assertThat(body.at("/data/aheadSeconds").asInt()).isEqualTo(604800);
            assertThat(body.at("/data/requesterEmail").asString()).isEqualTo("ann@example.org");
        }
    }

    /** The example of the specification's reference libraries. */
    @Test
    void itSignsAsTheReferenceDoes() {
        WebhookSecret secret = WebhookSecret.of("s", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        String content = "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}";
        assertThat(secret.mac(content.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void twoSecretsMakeTwoSignatures() {
        UUID id = UUID.randomUUID();
        String one = WebhookSecret.of("s", SECRET).sign(id, 1, new byte[0]);
        String other = WebhookSecret.of("s", "whsec_" + "A".repeat(32)).sign(id, 1, new byte[0]);
        assertThat(WebhookSecret.of("s", SECRET + " whsec_" + "A".repeat(32)).sign(id, 1, new byte[0]))
                .isEqualTo(one + " " + other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "whsec_c2hvcnQ=",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"
            })
    void aSecretThatIsNoneIsRefusedAndNotSaid(String text) {
        assertThatThrownBy(() -> WebhookSecret.of("httpca.notices.webhooks.ops.secret-file", text))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("httpca.notices.webhooks.ops.secret-file")
                .hasMessageContaining("openssl rand")
                .message()
                .satisfies(message ->
                        assertThat(text.length() > 8 && message.contains(text)).isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "200, TAKEN",
        "202, TAKEN",
        "204, TAKEN",
        "400, FAILED",
        "401, FAILED",
        "404, FAILED",
        "410, REFUSED",
        "429, FAILED",
        "500, FAILED",
        "503, FAILED"
    })
    void theStatusDecides(int status, Kind kind) throws Exception {
        try (Receiver receiver = Receiver.answering(status)) {
            assertThat(sendTo(receiver).kind()).isEqualTo(kind);
            assertThat(receiver.posts).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) throws Exception {
        try (Receiver elsewhere = Receiver.answering(200);
                Receiver receiver = new Receiver((exchange, number) -> {
                    exchange.getResponseHeaders()
                            .set("Location", elsewhere.url().toString());
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                })) {
            assertThat(sendTo(receiver)).isEqualTo(Outcome.failed("the answer was " + status));
            assertThat(elsewhere.posts).isEmpty();
        }
    }

    @Test
    @Timeout(20)
    void anEndlessBodyIsNotRead() throws Exception {
        try (Receiver receiver = Receiver.endless()) {
            assertThat(sendTo(receiver)).isEqualTo(Outcome.taken());
        }
    }

    @Test
    @Timeout(20)
    void whoeverNeverAnswersIsLeft() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            assertThat(webhook(url, Duration.ofSeconds(1)).send(letter()))
                    .isEqualTo(Outcome.failed("no answer within 1 s"));
        }
    }

    @Test
    void whereNobodyListensItFails() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        Outcome outcome = webhook(URI.create("http://127.0.0.1:" + port + "/token"), Duration.ofSeconds(5))
                .send(letter());
        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(outcome.why()).contains("ConnectException").doesNotContain("token");
    }
}
