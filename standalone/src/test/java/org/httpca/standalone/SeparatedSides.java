package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.httpca.approval.ApprovalCli;
import org.httpca.message.Role;
import org.httpca.signer.setup.Setup;

/**
 * What docker-compose.yml makes, without containers: the web side (its PostgreSQL, the web role, the worker), the broker, and the
 * signer's side (its PostgreSQL, the signer, the administrator), each in a network of its own. The broker's has a cable to each
 * of the others and forwards nothing. Both sides call the broker {@code broker}, each at another address.
 */
final class SeparatedSides implements AutoCloseable {
    static final String WEB = "192.0.2.2";
    static final String BROKER_TO_WEB = "192.0.2.1";
    static final String SIGNER = "198.51.100.2";
    static final String BROKER_TO_SIGNER = "198.51.100.1";
    static final int WEB_PORT = 8080;
    static final int BROKER_PORT = 5671;
    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final ComposeFile compose = ComposeFile.read();
    private final Path folder;
    private final Path out;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final RoleProcesses roles;
    private final NetworkNamespace broker;
    private final NetworkNamespace web;
    private final NetworkNamespace signer;
    private int doorPort;
    private int webDatabasePort;
    private int signerDatabasePort;

    private SeparatedSides(Path folder) throws Exception {
        this.folder = folder;
        this.out = folder.resolve("out");
        broker = running(NetworkNamespace.create());
        web = running(broker.neighbour());
        signer = running(broker.neighbour());
        roles = new RoleProcesses(folder);
    }

    static SeparatedSides start(Path folder) throws Exception {
        SeparatedSides sides = new SeparatedSides(folder);
        try {
            sides.start();
            return sides;
        } catch (Exception | AssertionError e) {
            sides.close();
            throw e;
        }
    }

    private void start() throws Exception {
        broker.link(web, "to-web", BROKER_TO_WEB, WEB);
        broker.link(signer, "to-signer", BROKER_TO_SIGNER, SIGNER);
        hosts("web.hosts", "web-database", BROKER_TO_WEB);
        hosts("signer.hosts", "signer-database", BROKER_TO_SIGNER);
        Path webData = folder.resolve("web-postgresql");
        Path signerData = folder.resolve("signer-postgresql");
        ChildJvm webDatabase = server(web, "web-database", "postgresql", webData.toString());
        ChildJvm signerDatabase = server(signer, "signer-database", "postgresql", signerData.toString());
        ChildJvm door = server(signer, "door", "door", "7777");
        webDatabasePort = ready(webDatabase);
        signerDatabasePort = ready(signerDatabase);
        setUp();
        ChildJvm rabbit = startBroker();
        FutureTask<Boolean> webPrepared =
                new FutureTask<>(() -> prepare(web, webData, webDatabasePort, "web-role", "web-database"));
        new Thread(webPrepared, "prepares the web database").start();
        prepare(signer, signerData, signerDatabasePort, "signer-role", "signer-database");
        webPrepared.get();
        ready(rabbit);
        doorPort = ready(door);
        running(roles);
        role(signer, "signer-role", "signer");
        role(web, "web-worker-role", "worker");
        role(web, "web-role", "web", "--httpca.api.anonymous=true");
        Eventually.holds(
                "the web role answers",
                START_LIMIT,
                () -> user().gets("-o", "/dev/null", "api/v1/status").endsWith("200"));
    }

    private void setUp() {
        StringWriter said = new StringWriter();
        PrintWriter print = new PrintWriter(said);
        List<String> options = compose.setUp("http://" + WEB + ":" + WEB_PORT, out).stream()
                .map(option -> option.replace("//web-database:5432/", "//web-database:" + webDatabasePort + "/")
                        .replace("//signer-database:5432/", "//signer-database:" + signerDatabasePort + "/"))
                .toList();
        assertThat(Setup.run(options, print, print)).as(said.toString()).isZero();
    }

    /** With the files of the set-up as they are, but for where they lie: it listens on every address that it has. */
    private ChildJvm startBroker() throws IOException {
        Path given = out.resolve("broker");
        Path adapted = Files.writeString(
                folder.resolve("rabbitmq.conf"),
                Files.readString(given.resolve("rabbitmq.conf")).replace("/etc/rabbitmq/httpca/", given + "/"));
        return server(
                broker,
                "broker",
                "rabbitmq",
                folder.resolve("rabbitmq").toString(),
                adapted.toString(),
                given.resolve("enabled_plugins").toString(),
                Integer.toString(BROKER_PORT));
    }

    /** {@code psql -f database.sql} as a superuser, and {@code migrate} as the schema's owner, both on that side. */
    private boolean prepare(NetworkNamespace side, Path data, int port, String role, String database) throws Exception {
        side.run(
                "psql",
                superuser(data, port, "postgres"),
                "-f",
                out.resolve(database).resolve("database.sql").toString());
        side.run(ChildJvm.command(
                        List.of(),
                        List.of(hostsOf(side), "-jar", BootJars.of(role).toString()),
                        List.of("migrate", "--config", file(database)))
                .toArray(String[]::new));
        return true;
    }

    private static String superuser(Path data, int port, String database) throws IOException {
        return "host=127.0.0.1 dbname=" + database + " user=postgres port=" + port + " password="
                + Files.readString(data.resolve("superuser.password"));
    }

    private ChildJvm server(NetworkNamespace side, String name, String... arguments) throws IOException {
        Path output = folder.resolve(name + ".out");
        return running(
                ChildJvm.start(side.within(), ChildJvm.classPath(ServerProgram.class), output, List.of(arguments)));
    }

    private static int ready(ChildJvm server) throws Exception {
        return Integer.parseInt(server.await("ready ", START_LIMIT));
    }

    /** With the settings that its service has in docker-compose.yml, but for what two in one network cannot both have. */
    private void role(NetworkNamespace side, String role, String service, String... options) throws IOException {
        List<String> before = new ArrayList<>(List.of("env"));
        compose.service(service).environment().forEach((name, value) -> before.add(name + "=" + here(service, value)));
        List<String> arguments = new ArrayList<>(List.of("--config", file(service)));
        arguments.addAll(List.of(options));
        roles.start(role, side.within(before.toArray(String[]::new)), List.of(hostsOf(side)), arguments);
    }

    /** What stands in a service's own container as it is here, where the web side has one network and the folders are ours. */
    private String here(String service, String words) {
        return words.replace("/var/lib/httpca", folder.resolve("var").toString())
                .replace("9090", service.equals("worker") ? "9091" : "9090")
                .replace(":1538 ", String.format(":%04X ", signerDatabasePort));
    }

    /** How the health check of a service ends on that side: 0 is well. */
    int health(String service, NetworkNamespace side) throws Exception {
        String[] check = compose.service(service).healthCheck().stream()
                .map(word -> here(service, word))
                .toArray(String[]::new);
        return Program.run(folder, side.within(check).toArray(String[]::new)).code();
    }

    private void hosts(String name, String database, String address) throws IOException {
        Files.writeString(
                folder.resolve(name), "127.0.0.1 localhost\n127.0.0.1 " + database + "\n" + address + " broker\n");
    }

    private String hostsOf(NetworkNamespace side) {
        return "-Djdk.net.hosts.file=" + folder.resolve(side == web ? "web.hosts" : "signer.hosts");
    }

    /** Runs a program of our class path on that side; its lines. */
    List<String> says(NetworkNamespace side, Class<?> program, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(hostsOf(side)));
        words.addAll(ChildJvm.classPath(program));
        return side.run(ChildJvm.command(List.of(), words, List.of(arguments)).toArray(String[]::new))
                .lines()
                .toList();
    }

    /** What the broker lets this role do, tried from the role's own side. */
    List<String> brokerRights(Role role) throws Exception {
        NetworkNamespace side = role == Role.WORKER ? web : signer;
        return says(side, BrokerRights.class, file(role.wireName()), role.name(), "broker", "" + BROKER_PORT);
    }

    /** How connections from that side to each HOST:PORT go, a line for each. */
    List<String> knocks(NetworkNamespace side, String... targets) throws Exception {
        return says(side, Knock.class, targets);
    }

    /** Somebody on the web side who uses {@code curl}. */
    Curl user() {
        roles.checkThatAllRun();
        return new Curl(web, "http://" + WEB + ":" + WEB_PORT + "/");
    }

    /** The administrator's commands, where the signer's database can be reached. */
    List<String> approval(String... words) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--config", file("operator")));
        return says(signer, ApprovalCli.class, arguments.toArray(String[]::new));
    }

    /** What the roles have said so far. */
    String words() {
        return roles.words();
    }

    NetworkNamespace web() {
        return web;
    }

    NetworkNamespace signer() {
        return signer;
    }

    NetworkNamespace broker() {
        return broker;
    }

    /** Where something listens on the signer's side for whoever can reach it, since the signer itself does not. */
    int doorPort() {
        return doorPort;
    }

    int webDatabasePort() {
        return webDatabasePort;
    }

    int signerDatabasePort() {
        return signerDatabasePort;
    }

    long brokerPid() throws IOException {
        return Long.parseLong(
                Files.readString(folder.resolve("rabbitmq/rabbitmq.pid")).strip());
    }

    long pid(String role) {
        return roles.pid(role);
    }

    /** The folders that the set-up made. */
    Path out() {
        return out;
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
            if (roles.has("signer-role")) {
                String database = superuser(folder.resolve("signer-postgresql"), signerDatabasePort, "httpca_signer");
                List<String> issued = signer.run("psql", database, "-A", "-t", "-c", IssuedCertificates.SELECT)
                        .lines()
                        .toList();
                IssuedCertificates.keep(issued, out);
            }
        } finally {
            while (!running.isEmpty()) {
                running.pop().close();
            }
        }
    }
}
