package org.httpca.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers, closes connections now and then, and sometimes has no answer. */
class OcspLoadTest {
    private static final byte[] GOOD = good();
    private static final byte[] TRY_LATER = {0x30, 3, 0x0a, 1, 3};

    private final AtomicInteger asked = new AtomicInteger();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private volatile int goodUntil = Integer.MAX_VALUE;
    private HttpServer server = start();

    private static byte[] good() {
        byte[] answer = new byte[300];
        System.arraycopy(new byte[] {0x30, (byte) 0x82, 1, 0x28, 0x0a, 1, 0}, 0, answer, 0, 7);
        return answer;
    }

    private static HttpServer start() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void serve() {
        server.createContext("/", exchange -> {
            int number = asked.incrementAndGet();
            paths.add(exchange.getRequestURI().getRawPath());
            byte[] answer = number <= goodUntil ? GOOD : TRY_LATER;
            if (number % 7 == 0) {
                exchange.getResponseHeaders().set("Connection", "close");
            }
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ocsp/issuing");
    }

    private OcspLoad.Outcome carry(int requests) throws InterruptedException {
        List<byte[]> calls;
        try (OcspDoor door = new OcspDoor(url())) {
            calls = List.of(door.get(new byte[] {-1, -1, -1}), door.get(new byte[] {-2}));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new OcspLoad(url(), 4, new Stop()).carry(calls, requests, new AtomicInteger());
    }

    @Test
    void eachIsAskedOnceAndOverConnectionsThatTheServerCloses() throws Exception {
        OcspLoad.Outcome outcome = carry(100);
        assertThat(asked).hasValue(100);
        assertThat(outcome.lost()).isZero();
        assertThat(outcome.reasons()).isEmpty();
        assertThat(outcome.perSecond()).isPositive();
        assertThat(outcome.latencies().max()).isPositive();
        assertThat(paths).containsExactlyInAnyOrder("/ocsp/issuing/%2F%2F%2F%2F", "/ocsp/issuing/%2Fg%3D%3D");
    }

    @Test
    void anAnswerThatSaysNothingIsLost() throws Exception {
        goodUntil = 30;
        assertThat(carry(100).lost()).isEqualTo(70);
    }

    @Test
    void whoeverIsNotThereLosesAll() throws Exception {
        URI nowhere = url();
        server.stop(0);
        OcspLoad.Outcome outcome =
                new OcspLoad(nowhere, 2, new Stop()).carry(List.of(new byte[1]), 10, new AtomicInteger());
        assertThat(outcome.lost()).isEqualTo(10);
        assertThat(outcome.reasons()).isNotEmpty();
        assertThatThrownBy(() -> {
                    try (OcspDoor door = new OcspDoor(nowhere)) {
                        door.ask(door.get(new byte[1]));
                    }
                })
                .isInstanceOf(IOException.class);
    }
}
