package org.httpca.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.httpca.embedded.broker.AmqpBroker;
import org.httpca.embedded.broker.TestBrokers;
import org.httpca.envelope.EnvelopeVerifier;
import org.httpca.envelope.Opening;
import org.httpca.envelope.Outgoing;
import org.httpca.forward.broker.Flavour;
import org.httpca.forward.broker.Topology;
import org.httpca.message.CertificateIssued;
import org.httpca.message.RequestCertificate;
import org.httpca.message.Role;
import org.httpca.pki.Pem;
import org.httpca.start.InvalidSettingException;
import org.httpca.worker.management.Listener;
import org.httpca.worker.notify.Receiver;
import org.httpca.worker.validate.AskedChecks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

class WorkerRoleTest {
    @TempDir
    Path folder;

    private final WebSide web = new WebSide();
    private final Map<String, Object> settings = new HashMap<>();

    @BeforeEach
    void configure() throws Exception {
        AmqpBroker broker = TestBrokers.embedded();
        web.authority
                .issue(Role.WORKER, "worker-1", Duration.ofDays(20))
                .save(folder.resolve("identity.p12"), "of the keystore".toCharArray());
        secret(folder.resolve("passphrase"), "of the keystore\n");
        secret(folder.resolve("database"), WebSide.PASSWORD + "\n");
        secret(folder.resolve("broker"), TestBrokers.WORKER_PASSWORD + "\n");
        Files.writeString(
                folder.resolve("messaging-ca.pem"),
                Pem.encode("CERTIFICATE", web.authority.certificate().getEncoded()));
        String path = broker.virtualHost().equals("/") ? "" : "/" + broker.virtualHost();
        settings.put("httpca.config-folder", folder);
        settings.put("httpca.installation", "test");
        settings.put("httpca.database.url", web.url);
        settings.put("httpca.database.user", web.user);
        settings.put("httpca.database.password-file", "database");
        settings.put("httpca.broker.uri", "amqp://" + broker.host() + ":" + broker.port() + path);
        settings.put("httpca.broker.user", "worker");
        settings.put("httpca.broker.password-file", "broker");
        settings.put("httpca.identity.keystore", "identity.p12");
        settings.put("httpca.identity.passphrase-file", "passphrase");
        settings.put("httpca.messaging-ca", "messaging-ca.pem");
    }

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void checks_a_challenge_when_the_web_role_asks() throws Exception {
        settings.put("httpca.acme.dns-resolver", "127.0.0.1:1"); // where nobody is
        Semaphore decided = new Semaphore(0);
        try (ConfigurableApplicationContext running = WorkerRole.run(settings)) {
            web.wakes.onWake("challenge_decided", decided::release);
            AskedChecks checks = new AskedChecks(web);
            UUID challenge = checks.asked(checks.account(), "dns-01", "a.example", web.clock.instant());
            web.wakes.fire("challenge_due");
            List<String> problems = List.of();
            while (problems.isEmpty()) {
                assertThat(decided.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
                problems = web.jdbc.queryForList(
                        "SELECT problem FROM acme_challenge WHERE problem IS NOT NULL AND id = ?",
                        String.class,
                        challenge);
            }
            assertThat(problems.get(0)).contains("urn:ietf:params:acme:error:dns");
        }
    }

    @Test
    void carries_a_request_to_the_signer_and_its_certificate_back() throws Exception {
        AmqpBroker broker = TestBrokers.embedded();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setVirtualHost(broker.virtualHost());
        factory.setUsername("admin");
        factory.setPassword(TestBrokers.ADMIN_PASSWORD);
        Semaphore changed = new Semaphore(0);
        web.wakes.onWake("request", changed::release);
        web.wakes.onWake("submitted", changed::release);
        try (Connection connection = factory.newConnection();
                Channel signerSide = connection.createChannel()) {
            Topology.declare(signerSide, Flavour.EMBEDDED);
            signerSide.queuePurge(Topology.SIGNER);
            signerSide.queuePurge(Topology.WEB);
            BlockingQueue<byte[]> commands = new LinkedBlockingQueue<>();
            signerSide.basicConsume(
                    Topology.SIGNER, true, (tag, delivery) -> commands.add(delivery.getBody()), tag -> {});
            settings.put("httpca.management.port", 0);
            try (ConfigurableApplicationContext running = WorkerRole.run(settings)) {
                RequestCertificate command = web.request();
                web.outbox.put(Outgoing.of(UUID.randomUUID(), command));

                byte[] envelope = commands.poll(30, TimeUnit.SECONDS);
                assertThat(envelope).isNotNull();
                Opening opening = new EnvelopeVerifier(web.authority.certificate(), "test", Role.SIGNER, web.clock)
                        .open(envelope);
                assertThat(((Opening.Opened) opening).messages().get(0).value()).isEqualTo(command);
                awaitStatus(command.requestId(), "submitted", changed);

                signerSide.basicPublish(
                        Topology.EVENTS,
                        Topology.routingKeyTo(Role.WORKER),
                        null,
                        web.seal(new CertificateIssued(
                                command.requestId(), 1, "issuing", "2a", TestCertificates.certificate(42))));
                awaitStatus(command.requestId(), "issued", changed);

                running.getBean(WorkerStages.class).heartbeat.run();
                int port = running.getBean(Listener.class).port();
                assertThat(managed(port, "prometheus"))
                        .contains("httpca_request_latency_seconds_count{outcome=\"issued\"} 1", "hikaricp_connections")
                        .containsPattern("httpca_parked_messages " + parked() + "(\\.0)?\n");
                assertThat(managed(port, "health/readiness")).contains("{\"status\":\"UP\",\"components\":");
                assertThat(managed(port, "health/liveness")).isEqualTo("200 {\"status\":\"UP\"}");
                assertThat(managed(port, "env")).startsWith("404");

                String heartbeat = web.jdbc.queryForObject(
                        "SELECT body FROM heartbeat WHERE role = 'worker' AND instance = 'worker-1'", String.class);
                assertThat(heartbeat)
                        .contains(
                                "\"transmit\"",
                                "\"accept\"",
                                "\"outbox\":0",
                                "The messaging identity of worker-1 ends");
            }
        }
    }

    private String parked() {
        return String.valueOf(web.jdbc.queryForObject("SELECT count(*) FROM parked", Long.class));
    }

    @Test
    void refuses_to_start_without_what_it_needs_and_says_what_to_set() {
        List.of(
                        "httpca.database.url",
                        "httpca.broker.uri",
                        "httpca.identity.keystore",
                        "httpca.identity.passphrase-file",
                        "httpca.messaging-ca")
                .forEach(key -> {
                    Map<String, Object> without = new HashMap<>(settings);
                    without.remove(key);
                    assertThatThrownBy(() -> WorkerRole.run(without))
                            .hasMessageContaining(key + " is missing: set it to");
                });
    }

    @Test
    void refuses_to_start_on_what_is_unsafe() {
        refuses("httpca.broker.uri", "amqp://broker.example:5672", "set an amqps:// address");
        refuses("httpca.broker.uri", "amqp://worker:secret@127.0.0.1", "do not belong into the broker's URI");
        refuses("httpca.database.url", "jdbc:h2:mem:", "must be a JDBC URL of PostgreSQL");
        refuses("httpca.envelope-lifetime", "3d", "between a minute and a day");
        refuses("httpca.announce.after", "0s", "between a second and ten minutes");
        refuses("httpca.announce.held", "3d", "between a second and a day");
        refuses("httpca.installation", "other", "is of installation test");
        refuses(
                "httpca.anounce.after",
                "30s",
                "httpca.anounce.after is no setting of this role: you probably mean httpca.announce.after");
        refuses(
                "httpca.database.connections",
                "many",
                "httpca.database.connections cannot be 'many': set it to a whole number");
        refuses(
                "httpca.database.user",
                "nobody",
                "cannot be used; look at httpca.database.url, .user and .password-file");
        refuses("httpca.identity.key-label", "worker-1", "httpca.pkcs11 and httpca.identity.key-label go together");
        refuses("httpca.pkcs11.slot", "1", "httpca.pkcs11.library is missing");
        refuses("httpca.log.format", "xml", "set it to text or json");
        web.signer.save(folder.resolve("signer.p12"), "of the keystore".toCharArray());
        refuses("httpca.identity.keystore", "signer.p12", "identity of a signer: set a worker's");
    }

    @Test
    void a_webhook_elsewhere_must_have_tls() throws IOException {
        secret(folder.resolve("hook"), "whsec_" + "A".repeat(32));
        settings.put("httpca.notices.webhooks.ops.secret-file", "hook");
        String url = "httpca.notices.webhooks.ops.url";
        refuses(url, "http://hooks.example/", "must be an https:// address");
        refuses(url, "https://user:password@hooks.example/", "without a user in it");
        refuses(url, "file:///etc/passwd", "must be an https:// address");
        settings.put(url, "https://hooks.example/");
        refuses("httpca.notices.webhooks.ops.secret-file", "nowhere", "there is no such file");
        refuses("httpca.notices.webhooks.ops.trust", "hook", "httpca.notices.webhooks.ops.trust");
        refuses("httpca.notices.webhooks.Ops.url", "https://hooks.example/", "lower-case letters");
    }

    @Test
    void refuses_notices_that_could_not_go_out() throws IOException {
        refuses("httpca.notices.before", "30d,1s", "between an hour and a year");
        refuses("httpca.notices.give-up-after", "1m", "between an hour and 30 days");
        refuses("httpca.notices.mail.host", "127.0.0.1", "httpca.notices.mail.from is missing");
        settings.put("httpca.notices.mail.host", "mail.example");
        settings.put("httpca.notices.mail.from", "ca@example.org");
        refuses("httpca.notices.mail.tls", "none", "set starttls or implicit");
        refuses("httpca.notices.mail.user", "ca", "httpca.notices.mail.user and httpca.notices.mail.password-file");
        refuses("httpca.notices.mail.to", "Ops <ops@example.org>", "plain addresses");
    }

    @Test
    void tells_a_webhook_of_a_certificate_that_ends() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            secret(folder.resolve("hook"), "whsec_" + "A".repeat(32));
            settings.put("httpca.notices.webhooks.ops.url", receiver.url());
            settings.put("httpca.notices.webhooks.ops.secret-file", "hook");
            Duration ahead = Duration.ofDays(30);
            Instant end = web.clock.instant().plus(ahead).minusSeconds(60);
            // as a worker left it that stopped an hour ago
            web.jdbc.update(
                    "INSERT INTO notice_progress (ahead_seconds, not_after, number) VALUES (?, ?, 0)",
                    ahead.toSeconds(),
                    end.minus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC));
            String serial = web.issued("a.example", end.minus(Duration.ofDays(90)), end, "token:deploy", null);
            try (ConfigurableApplicationContext running = WorkerRole.run(settings)) {
                Receiver.Post post = receiver.arrivals.poll(60, TimeUnit.SECONDS);
                assertThat(post).isNotNull();
                assertThat(post.body()).contains("\"serial\":\"" + serial + "\"", "\"requestedBy\":\"token:deploy\"");
                assertThat(running.isRunning()).isTrue();
            }
        }
    }

    @Test
    void reads_a_folder_and_nothing_else() {
        String[] properties =
                CommandLine.properties(new String[] {"--config", folder.toString(), "--httpca.installation=x"});
        assertThat(properties)
                .containsExactly(
                        "--spring.config.location=classpath:/worker.yml,"
                                + folder.resolve("application.yml").toUri(),
                        "--httpca.config-folder=" + folder,
                        "--httpca.installation=x");
        assertThat(CommandLine.properties(new String[] {"serve"})).isNull();
        assertThat(CommandLine.properties(new String[] {"--config"})).isNull();
    }

    private static String managed(int port, String path) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private static void secret(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private void refuses(String key, String value, String sentence) {
        Map<String, Object> unsafe = new HashMap<>(settings);
        unsafe.put(key, value);
        assertThatThrownBy(() -> WorkerRole.run(unsafe))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(sentence);
    }

    private void awaitStatus(UUID request, String status, Semaphore changed) throws InterruptedException {
        while (!web.status(request).equals(status)) {
            assertThat(changed.tryAcquire(30, TimeUnit.SECONDS))
                    .as("on the way to " + status)
                    .isTrue();
        }
    }
}
