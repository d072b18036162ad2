package org.httpca.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.httpca.approval.ApprovalCli;
import org.httpca.embedded.broker.InstalledRabbitMq;
import org.httpca.embedded.postgresql.PostgresqlServer;
import org.httpca.embedded.process.FreePorts;
import org.httpca.embedded.process.Programs;
import org.httpca.message.MessageJson;
import org.jspecify.annotations.Nullable;

/**
 * An installation as the README's "Into production" has it, made by the commands that stand there: two PostgreSQL servers and a
 * RabbitMQ of the distribution, each role a process of its own from its jar. An operator's hosts are all {@code localhost} here;
 * each part can be taken away and given back.
 */
final class Production implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final String ON_BROKER = "/etc/rabbitmq/httpca/";

    private final Path folder;
    private final Path out;
    private final int webPort = FreePorts.find();
    private final int brokerPort = FreePorts.find();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final RoleProcesses roles;
    private final Cable webCable;
    private final Cable brokerCable;
    private final CabledDatabase webDatabase;
    private final CabledDatabase signerDatabase;
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable InstalledRabbitMq broker;
    private boolean prepared;
    private String token = "";

    private Production(Path folder) throws IOException {
        this.folder = folder;
        this.out = folder.resolve("out");
        webDatabase = running(CabledDatabase.start(folder.resolve("web-postgresql")));
        signerDatabase = running(CabledDatabase.start(folder.resolve("signer-postgresql")));
        webCable = running(Cable.to(webPort, FreePorts.find()));
        brokerCable = running(Cable.to(brokerPort, FreePorts.find()));
        roles = new RoleProcesses(folder);
    }

    static Production start(Path folder) throws Exception {
        return start(folder, profiles -> profiles);
    }

    /** @param profiles what the operator makes of {@code profiles.yml} before the first start */
    static Production start(Path folder, UnaryOperator<String> profiles) throws Exception {
        return start(folder, profiles, List.of());
    }

    /** @param worker more arguments of the worker */
    static Production start(Path folder, UnaryOperator<String> profiles, List<String> worker) throws Exception {
        Production production = new Production(folder);
        try {
            production.start(profiles, worker);
            return production;
        } catch (Exception | AssertionError e) {
            production.close();
            throw e;
        }
    }

    private void start(UnaryOperator<String> profiles, List<String> worker) throws Exception {
        setUp(out, webDatabase.jdbcUrl("httpca_web"), signerDatabase.jdbcUrl("httpca_signer"));
        Path written = out.resolve("signer/profiles.yml");
        Files.writeString(written, profiles.apply(Files.readString(written)));
        prepareBroker();
        startBroker();
        prepare(webDatabase.server(), "web-role", "web-database");
        prepare(signerDatabase.server(), "signer-role", "signer-database");
        prepared = true;
        token = says("web-role", "token", "create", "scripts", "--config", file("web"))
                .strip();
        running(roles);
        roles.start("signer-role", "--config", file("signer"), "--spring.main.log-startup-info=true");
        List<String> ofWorker = new ArrayList<>(List.of("--config", file("worker")));
        ofWorker.addAll(worker);
        roles.start("web-worker-role", ofWorker.toArray(String[]::new));
        roles.start("web-role", "--config", file("web"), "--httpca.port=" + webPort);
        Eventually.holds("the web role answers", START_LIMIT, () -> answers(url() + "api/v1/status"));
    }

    /** {@code setup}, as the first command of all. */
    private void setUp(Path into, String webDatabase, String signerDatabase) throws Exception {
        says(
                "signer-role",
                "setup",
                "--out",
                into.toString(),
                "--public-url",
                "http://localhost:" + webCable.port(),
                "--broker-host",
                "localhost",
                "--broker-port",
                Integer.toString(brokerCable.port()),
                "--web-database",
                webDatabase,
                "--signer-database",
                signerDatabase);
    }

    /** Another installation's folders, of the same names but with CAs of its own. */
    Path foreign() throws Exception {
        Path foreign = folder.resolve("foreign");
        if (!Files.exists(foreign)) {
            setUp(foreign, "jdbc:postgresql://localhost/none", "jdbc:postgresql://localhost/none");
        }
        return foreign;
    }

    /** What an operator does with {@code broker/}: RabbitMQ's own files, with the paths and the address of this host. */
    private void prepareBroker() throws IOException {
        Path given = out.resolve("broker");
        String configuration = Files.readString(given.resolve("rabbitmq.conf"));
        Files.writeString(
                folder.resolve("rabbitmq.conf"),
                configuration
                        .replace(ON_BROKER, given + "/")
                        .replace(
                                "listeners.ssl.default = " + brokerCable.port(),
                                "listeners.ssl.default = 127.0.0.1:" + brokerPort));
        running(() -> {
            if (broker != null) {
                broker.close();
            }
        });
    }

    void startBroker() {
        broker = InstalledRabbitMq.startConfigured(
                folder.resolve("rabbitmq"),
                folder.resolve("rabbitmq.conf"),
                out.resolve("broker/enabled_plugins"),
                brokerPort);
    }

    /** SIGKILL: what it has not given to the kernel is gone. */
    void killBroker() {
        Programs.signal("KILL", brokerPid());
        stopBroker();
    }

    void stopBroker() {
        requireNonNull(broker).close();
        broker = null;
    }

    /** {@code psql -f database.sql} as a superuser, and {@code migrate} as the schema's owner. */
    private void prepare(PostgresqlServer server, String role, String database) throws Exception {
        Program.Ended ended = Program.run(
                out.resolve(database),
                "psql",
                "host=127.0.0.1 port=" + server.port() + " dbname=postgres user=" + server.superuser() + " password="
                        + server.superuserPassword(),
                "-f",
                "database.sql");
        assertThat(ended.code()).as(ended.output()).isZero();
        says(role, "migrate", "--config", file(database));
    }

    /** Runs a command of a role's jar to its end, which must be a good one. */
    private String says(String role, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "java", "-XX:TieredStopAtLevel=1", "-jar", BootJars.of(role).toString()));
        words.addAll(List.of(arguments));
        Program.Ended ended = Program.run(folder, words.toArray(String[]::new));
        assertThat(ended.code()).as(words + "\n" + ended.output()).isZero();
        return ended.output();
    }

    private boolean answers(String address) throws InterruptedException {
        roles.checkThatAllRun();
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    /** What the roles have said so far. */
    String words() {
        return roles.words();
    }

    /** Submits a request with the operator's token; its id. */
    String submits(String csr) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(url() + "api/v1/requests"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/x-pem-file")
                        .POST(HttpRequest.BodyPublishers.ofString(csr))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return MessageJson.mapper().readTree(answer.body()).path("id").asString("");
    }

    /** {@code ./httpca approval --config operator …} */
    Journeys.Said approval(String... arguments) {
        List<String> words = new ArrayList<>(List.of("--config", file("operator")));
        words.addAll(List.of(arguments));
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        PrintStream said = new PrintStream(octets, true, StandardCharsets.UTF_8);
        int code = ApprovalCli.run(words, null, new ByteArrayInputStream(new byte[0]), said, said, Clock.systemUTC());
        return new Journeys.Said(code, octets.toString(StandardCharsets.UTF_8));
    }

    String url() {
        return "http://localhost:" + webCable.port() + "/";
    }

    /** Between the web role and whoever uses it. */
    Cable webCable() {
        return webCable;
    }

    /** Between the broker and the roles. */
    Cable brokerCable() {
        return brokerCable;
    }

    RoleProcesses roles() {
        return roles;
    }

    CabledDatabase webDatabase() {
        return webDatabase;
    }

    CabledDatabase signerDatabase() {
        return signerDatabase;
    }

    /** The web database as its schema's owner sees it. */
    Tables webTables() {
        return new Tables(
                webDatabase.jdbcUrl("httpca_web"), "httpca_web_owner", out.resolve("web-database/owner-password"));
    }

    /** The signer's database as its schema's owner sees it. */
    Tables signerTables() {
        return new Tables(
                signerDatabase.jdbcUrl("httpca_signer"),
                "httpca_signer_owner",
                out.resolve("signer-database/owner-password"));
    }

    /** The operator's bearer token. */
    String token() {
        return token;
    }

    /** The folders that the set-up made. */
    Path out() {
        return out;
    }

    int brokerPort() {
        return brokerPort;
    }

    long brokerPid() {
        return requireNonNull(broker).pid();
    }

    long pid(String role) {
        return roles.pid(role);
    }

    private String file(String name) {
        return out.resolve(name).toString();
    }

    private <T extends AutoCloseable> T running(T part) {
        running.push(part);
        return part;
    }

    @Override
    public void close() throws Exception {
        try {
            if (prepared) {
                IssuedCertificates.keep(signerTables().lines(IssuedCertificates.SELECT), out);
            }
        } finally {
            while (!running.isEmpty()) {
                running.pop().close();
            }
        }
    }
}
