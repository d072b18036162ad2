package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.httpca.embedded.process.FreePorts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.util.KeyPairUtils;

/** Orders of ACME on an installation as in production, while its broker is away and its worker dies in the middle of a check. */
@Tag("full")
@Timeout(400)
class AcmeOutagesTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration AWAY = Duration.ofSeconds(15);

    @TempDir
    Path folder = Path.of("");

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch silent = new CountDownLatch(1);
    private volatile String shown = "";

    @Test
    void anOrderOutlivesTheWorkerAndWaitsForTheBroker() throws Exception {
        Security.addProvider(new BouncyCastleProvider()); // acme4j names it
        int port = FreePorts.find();
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer subscriber = subscriber(port, threads);
        List<String> worker =
                List.of("--httpca.acme.http01-port=" + port, "--httpca.acme.allowed-targets=public,private,loopback");
        try (Production production = Production.start(folder, profiles -> profiles, worker)) {
            Login login = new AccountBuilder()
                    .agreeToTermsOfService()
                    .useKeyPair(KeyPairUtils.createECKeyPair("secp256r1"))
                    .createLogin(new Session(URI.create(production.url() + "acme/directory")));
            Order order = login.newOrder().domain("localhost").create();
            Authorization authorization = order.getAuthorizations().get(0);

            checkedAgain(production, authorization);
            finalizedWithoutBroker(production, order);
            assertThat(order.getCertificate().getCertificate().getSubjectAlternativeNames())
                    .contains(List.of(2, "localhost"));
        } finally {
            silent.countDown();
            subscriber.stop(0);
            threads.shutdownNow();
        }
    }

    private void checkedAgain(Production production, Authorization authorization) throws Exception {
        Http01Challenge challenge =
                authorization.findChallenge(Http01Challenge.class).orElseThrow();
        shown = challenge.getAuthorization();
        challenge.trigger();
        Eventually.see("the worker asks", LIMIT, asked::get, times -> times > 0);
        production.roles().killAndStartAgain("web-worker-role");
        int before = asked.get();
        silent.countDown();
        assertThat(authorization.waitForCompletion(LIMIT)).isEqualTo(Status.VALID);
        assertThat(asked.get()).as("asked again").isGreaterThan(before);
    }

    private static void finalizedWithoutBroker(Production production, Order order) throws Exception {
        assertThat(order.waitUntilReady(LIMIT)).isEqualTo(Status.READY);
        production.killBroker();
        order.execute(KeyPairUtils.createECKeyPair("secp256r1"));
        long end = System.nanoTime() + AWAY.toNanos();
        while (System.nanoTime() < end) {
            order.fetch();
            assertThat(order.getStatus()).isEqualTo(Status.PROCESSING);
            assertThat(order.getRetryAfter()).as("told when to look again").isPresent();
            TimeUnit.SECONDS.sleep(1);
        }
        production.startBroker();
        assertThat(order.waitForCompletion(LIMIT)).isEqualTo(Status.VALID);
    }

    /** Says nothing to anybody at first, and afterwards what is to be shown. */
    private HttpServer subscriber(int port, ExecutorService threads) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        server.setExecutor(threads);
        server.createContext("/.well-known/acme-challenge/", call -> {
            asked.incrementAndGet();
            try {
                silent.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            byte[] octets = shown.getBytes(StandardCharsets.US_ASCII);
            call.sendResponseHeaders(200, octets.length);
            call.getResponseBody().write(octets);
            call.close();
        });
        server.start();
        return server;
    }
}
