package org.httpca.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.Pem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a server that finds something, whatever is looked for. */
class SearchLoadTest {
    private static final BigInteger SERIAL = new BigInteger("5a3c96f01e87d24b", 16);

    private final Set<String> queries = ConcurrentHashMap.newKeySet();
    private final AtomicInteger authorized = new AtomicInteger();
    private volatile String found = SERIAL.toString(16);
    private HttpServer server = start();

    private static HttpServer start() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void serve() {
        server.createContext("/api/v1/certificates", exchange -> {
            queries.add(String.valueOf(exchange.getRequestURI().getQuery()));
            if ("Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                authorized.incrementAndGet();
            }
            String body = "{\"certificates\": [" + (found.isEmpty() ? "" : "{\"serial\": \"" + found + "\"}")
                    + "], \"next\": null}";
            byte[] answer = body.getBytes(StandardCharsets.US_ASCII);
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

    private static X509CertificateHolder certificate() throws IOException {
        String chain = new FakeAuthority()
                .fullchain("n1.bench.test", FakeAuthority.key().getPublic(), SERIAL);
        return new X509CertificateHolder(Pem.decodeCertificates(chain).get(0));
    }

    private OcspLoad.Outcome carry(SearchKind kind) throws Exception {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return new SearchLoad(new Door(url, "secret"), 3, new Stop())
                .carry(kind, List.of(certificate()), 20, new AtomicInteger());
    }

    @ParameterizedTest
    @EnumSource
    void eachKindAsksForWhatWasIssued(SearchKind kind) throws Exception {
        OcspLoad.Outcome outcome = carry(kind);
        assertThat(outcome.lost()).isZero();
        assertThat(outcome.latencies().max()).isPositive();
        assertThat(authorized).hasValue(20);
        assertThat(queries).hasSize(1);
        switch (kind) {
            case SERIAL -> assertThat(queries).containsExactly("q=5a3c96f01e87d24b");
            case NAME -> assertThat(queries).containsExactly("q=n1.bench.test");
            case BEGINNING -> assertThat(queries).containsExactly("name=n1");
            case DOMAIN -> assertThat(queries).containsExactly("q=bench.test");
            case FINGERPRINT, KEY -> assertThat(queries.iterator().next()).matches("(q|spki)=[0-9a-f]{64}");
            case EXPIRY -> assertThat(queries.iterator().next()).startsWith("status=valid&expiresAfter=20");
            case NEWEST -> assertThat(queries).containsExactly("");
        }
    }

    @Test
    void whatIsNotFoundIsLost() throws Exception {
        found = "77";
        assertThat(carry(SearchKind.SERIAL).lost()).isEqualTo(20);
        assertThat(carry(SearchKind.SERIAL).reasons()).containsExactly("serial: what was issued is not found");
        assertThat(carry(SearchKind.DOMAIN).lost()).isZero();
        found = "";
        assertThat(carry(SearchKind.DOMAIN).lost()).isEqualTo(20);
    }

    @Test
    void thePictureHasARowForEachKind() throws Exception {
        Map<SearchKind, OcspLoad.Outcome> kinds = new EnumMap<>(SearchKind.class);
        kinds.put(SearchKind.NAME, carry(SearchKind.NAME));
        kinds.put(SearchKind.EXPIRY, carry(SearchKind.EXPIRY));
        String picture = SearchPicture.of(kinds);
        assertThat(picture).startsWith("<svg ").contains(">name</text>", ">expiry</text>");
        javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(picture.getBytes(StandardCharsets.UTF_8)));
    }
}
