package org.httpca.standalone;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.httpca.pki.pkcs11.TokenAccess;
import org.httpca.signer.SignerRole;
import org.httpca.signer.issuer.PublicUrl;
import org.httpca.signer.setup.Identities;
import org.httpca.signer.setup.Installation;
import org.httpca.signer.setup.Plan;
import org.httpca.web.WebRole;
import org.httpca.web.https.HttpsEndpoint;
import org.httpca.worker.WorkerRole;
import org.springframework.context.ConfigurableApplicationContext;

/** Every role in this JVM, on a data folder. Closing it stops everything in the opposite order. */
public final class Standalone implements AutoCloseable {

    private static final String MANAGEMENT_PORT = "httpca.management.port";

    private final StartSettings settings;
    private final PrintStream progress;
    private final SecureRandom random = new SecureRandom();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Map<String, Role> roles = new HashMap<>();
    private int port;
    private String url = "";
    private String brokerUri = "";
    private String parts = "";

    /** A role as it runs here, and the settings that it was started with. */
    record Role(ConfigurableApplicationContext context, Map<String, Object> properties) {
        static Role start(
                Map<String, Object> properties,
                Function<Map<String, Object>, ? extends ConfigurableApplicationContext> runner) {
            return new Role(runner.apply(properties), Map.copyOf(properties));
        }
    }

    private Standalone(StartSettings settings, PrintStream progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Sets up what is missing, and starts everything.
     *
     * @param progress a line for each long step
     * @throws IllegalStateException with a sentence that says what to do, if something is in the way
     */
    static Standalone start(StartSettings settings, PrintStream progress) {
        Standalone standalone = new Standalone(settings, progress);
        try {
            standalone.start();
            return standalone;
        } catch (RuntimeException | Error e) {
            standalone.close();
            throw e;
        }
    }

    /** Where users reach it. */
    String url() {
        return url;
    }

    /** HTTPS of the web role; empty where it is switched off. */
    Optional<HttpsEndpoint> https() {
        return Optional.ofNullable(
                role("web").context().getBeanProvider(HttpsEndpoint.class).getIfAvailable());
    }

    /** Where users reach it by HTTPS; empty while that port is not open. */
    Optional<String> httpsUrl() {
        return https().flatMap(https -> https.port().stream()
                .mapToObj(open -> "https://" + host() + ":" + open + "/")
                .findFirst());
    }

    /** The broker, for who has a login there. */
    String brokerUri() {
        return brokerUri;
    }

    /** The database and the broker below with their versions, for people. */
    String parts() {
        return parts;
    }

    Path data() {
        return settings.data().toAbsolutePath();
    }

    /** {@code signer}, {@code worker} or {@code web}. Whoever closes its context stops that role alone. */
    Role role(String name) {
        Role role = roles.get(name);
        if (role == null) {
            throw new IllegalArgumentException("No role here is called " + name);
        }
        return role;
    }

    private void start() {
        settings.overrides().keySet().forEach(Standalone::refuseUnknown);
        if (!settings.onLoopback() && !settings.overrides().containsKey("httpca.api.anonymous")) {
            progress.println("Note: on " + settings.bind()
                    + " requests need a bearer token; --httpca.api.anonymous=true would let anybody ask.");
        }
        DataFolder data = opened(DataFolder.open(settings.data()));
        port = HttpPort.choose(settings);
        StandaloneHttps https = StandaloneHttps.choose(settings, progress);
        Installation.Facts facts = setUp(data.path());
        keepIdentitiesUp(data.path());

        // Side by side: the database, and the web role on it, take as long as all the rest.
        CompletableFuture<Databases> databases = CompletableFuture.supplyAsync(
                () -> Databases.start(opened(settings.parts().database(data.resolve("postgresql"))), data.path()));
        CompletableFuture<Map<String, Object>> migrated =
                databases.thenApplyAsync(on -> migratedWeb(data.path(), on, facts, https));
        CompletableFuture<Role> web = migrated.thenApplyAsync(properties -> Role.start(properties, WebRole::run));
        try {
            Broker broker = opened(Broker.start(settings.parts(), data.path(), random));
            brokerUri = broker.uri();
            Databases on = joined(databases);
            parts = on.description() + "; " + broker.description();
            OperatorToken.pointAt(data.path(), on.webUrl());
            Installation.pointApprovalAt(data.path(), facts, on.signerUrl());
            startSigner(data.path(), on, broker, facts, https);
            joined(migrated);
            startWorker(data.path(), on, broker);
        } catch (RuntimeException | Error e) {
            web.handle((role, fault) -> role == null ? null : opened(role.context()))
                    .join();
            throw e;
        }
        runs("web", joined(web));
        OperatorToken.ensure(data.path(), role("web").properties());
        url = "http://" + host() + ":" + port + "/";
    }

    private static void refuseUnknown(String key) {
        if (!WebRole.knows(key) && !WorkerRole.knows(key) && !SignerRole.knows(key)) {
            String nearest = Stream.of(WebRole.nearest(key), WorkerRole.nearest(key), SignerRole.nearest(key))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .map(meant -> ": you probably mean " + meant)
                    .orElse("");
            throw new IllegalStateException(key + " is no setting of any role" + nearest + ".");
        }
    }

    private Installation.Facts setUp(Path data) {
        String wanted = settings.publicUrl() == null ? "http://localhost:" + port : settings.publicUrl();
        if (Installation.find(data).isEmpty()) {
            progress.println("First start: making the CA's keys, the identities and the first administrator.");
            if (keyType().startsWith("ml-dsa")) {
                progress.println(
                        "Note: few programs verify ML-DSA yet. No browser takes this CA's certificates, nor the web"
                                + " role's own for HTTPS.");
            }
        } else if (settings.key() != null) {
            progress.println("Note: --key counts at the first start; the CAs keep their keys.");
        }
        TokenAccess token = StandaloneToken.of(settings.overrides(), data.resolve("signer"));
        Installation.Facts facts = Installation.ensure(
                Plan.oneMachine(data, new PublicUrl(wanted), keyType(), token), Clock.systemUTC(), random);
        boolean another = !facts.publicUrl().equals(wanted);
        if (another && (settings.publicUrl() != null || settings.port() != 0)) {
            progress.println("Warning: the public URL of this installation is " + facts.publicUrl()
                    + " and stands in its certificates (AIA, CDP); it stays, although " + wanted + " was asked for.");
        }
        return facts;
    }

    private String keyType() {
        return settings.key() == null ? Plan.USUAL_KEY : settings.key();
    }

    /** Where the operator's folder is kept elsewhere, its owner does it by hand. */
    private void keepIdentitiesUp(Path data) {
        Path operator = data.resolve("operator");
        if (Files.isReadable(operator.resolve("messaging-ca.p12"))) {
            Identities.open(operator, Clock.systemUTC(), random)
                    .keepUp()
                    .forEach(instance -> progress.println("The messaging identity of " + instance + " was renewed."));
        }
    }

    private Map<String, Object> web(Path data, Databases databases, Installation.Facts facts) {
        Map<String, Object> properties = configuredBy(data.resolve("web"), "web");
        properties.put("httpca.database.url", databases.webUrl());
        properties.put("httpca.public-url", facts.publicUrl());
        properties.put("httpca.port", port);
        properties.put("httpca.bind", settings.bind());
        properties.put("httpca.api.anonymous", settings.onLoopback());
        properties.put("httpca.plain-http", true); // who binds to another address was told what that means
        return properties;
    }

    /** Two roles in one process: the worker's health and metrics are one port above the web role's. */
    private static String next(String port) {
        return port.matches("[1-9]\\d{0,4}") ? String.valueOf(Integer.parseInt(port) + 1) : port;
    }

    /** Those that a role has. */
    private Map<String, String> overrides(Predicate<String> knows) {
        Map<String, String> theirs = new HashMap<>(settings.overrides());
        theirs.keySet().removeIf(key -> !knows.test(key));
        return theirs;
    }

    private static Map<String, Object> settingsOf(Path data, String role, String databaseUrl, Broker broker) {
        Map<String, Object> properties = configuredBy(data.resolve(role), role);
        properties.put("httpca.database.url", databaseUrl);
        properties.put("httpca.broker.uri", broker.uri());
        Path revoked = data.resolve(role).resolve("messaging-ca.crl");
        if (Files.exists(revoked)) {
            properties.put("httpca.messaging-crl", revoked.toString()); // a folder from before there was one, too
        }
        return properties;
    }

    static Map<String, Object> configuredBy(Path folder, String role) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(
                "spring.config.location", "classpath:/" + role + ".yml,file:" + folder.resolve("application.yml"));
        properties.put("httpca.config-folder", folder.toString());
        properties.put("spring.main.register-shutdown-hook", false); // whoever has the standalone stops it, in order
        return properties;
    }

    private String host() {
        return settings.onLoopback() ? "localhost" : settings.bind();
    }

    private Map<String, Object> migratedWeb(
            Path data, Databases databases, Installation.Facts facts, StandaloneHttps https) {
        Map<String, Object> web = web(data, databases, facts);
        https.tellWeb(web);
        web.putAll(overrides(WebRole::knows));
        WebRole.migrate(web);
        return web;
    }

    private void startSigner(
            Path data, Databases databases, Broker broker, Installation.Facts facts, StandaloneHttps https) {
        Map<String, Object> signer = settingsOf(data, "signer", databases.signerUrl(), broker);
        https.tellSigner(signer, facts.publicUrl());
        signer.putAll(overrides(SignerRole::knows));
        SignerRole.migrate(signer);
        runs("signer", Role.start(signer, SignerRole::run));
    }

    private void startWorker(Path data, Databases databases, Broker broker) {
        Map<String, Object> worker = settingsOf(data, "worker", databases.webUrl(), broker);
        worker.put(
                "httpca.acme.allowed-targets", "public,private,loopback"); // what is tried out on one machine is there
        worker.putAll(overrides(key -> WorkerRole.knows(key) && !key.startsWith(StandaloneToken.PREFIX)));
        worker.computeIfPresent(MANAGEMENT_PORT, (key, port) -> next(String.valueOf(port)));
        runs("worker", Role.start(worker, WorkerRole::run));
    }

    private void runs(String name, Role role) {
        opened(role.context());
        roles.put(name, role);
    }

    /** What the other thread made, or what it threw. */
    private static <T> T joined(CompletableFuture<T> other) {
        try {
            return other.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    private synchronized <T extends AutoCloseable> T opened(T part) {
        running.push(part);
        return part;
    }

    @Override
    public synchronized void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                progress.println("While stopping: " + e.getMessage());
            }
        }
    }
}
