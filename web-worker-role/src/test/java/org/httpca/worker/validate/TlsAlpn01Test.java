package org.httpca.worker.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.worker.validate.Examined.again;
import static org.httpca.worker.validate.Examined.check;
import static org.httpca.worker.validate.Examined.examine;
import static org.httpca.worker.validate.Examined.refused;
import static org.httpca.worker.validate.Examined.settings;
import static org.httpca.worker.validate.Examined.shown;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.httpca.pki.Sha256;
import org.httpca.worker.validate.Checks.Decided;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8737, section 3: what shows control, and each thing that does not. */
class TlsAlpn01Test {
    private static final String OID = "1.3.6.1.5.5.7.1.31";
    private static final String ACME = "acme-tls/1";
    private static final DEROctetString DIGEST =
            new DEROctetString(Sha256.of(Examined.KEY_AUTHORIZATION.getBytes(StandardCharsets.US_ASCII)));

    private final HostileDns dns = new HostileDns().has("a.example", "A 127.0.0.1");

    @AfterEach
    void close() {
        dns.close();
    }

    private static X509Certificate good() {
        return HostileTlsHost.certificate(names("a.example"), OID, true, DIGEST);
    }

    private static List<GeneralName> names(String... names) {
        return List.of(names).stream()
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toList();
    }

    private Decided examined(X509Certificate certificate, String... protocols) {
        try (HostileTlsHost host = new HostileTlsHost(certificate, "TLSv1.3", protocols)) {
            return examine(settings(dns, 80, host.port()), check("tls-alpn-01", "a.example"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aCertificateWithTheDigestShowsIt(String version) {
        try (HostileTlsHost host = new HostileTlsHost(good(), version, ACME)) {
            assertThat(shown(examine(settings(dns, 80, host.port()), check("tls-alpn-01", "a.example")))
                            .seen())
                    .containsExactly("acme-tls/1 for a.example at 127.0.0.1:" + host.port());
            assertThat(host.asked).containsExactly("a.example");
        }
    }

    @Test
    void upperCaseIsTheSameName() {
        shown(examined(HostileTlsHost.certificate(names("A.Example"), OID, true, DIGEST), ACME));
    }

    @Test
    void anAddressIsAskedForByItsReverseName() {
        GeneralName address = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
        X509Certificate certificate = HostileTlsHost.certificate(List.of(address), OID, true, DIGEST);
        try (HostileTlsHost host = new HostileTlsHost(certificate, "TLSv1.3", ACME)) {
            shown(examine(settings(dns, 80, host.port()), check("tls-alpn-01", "127.0.0.1")));
            assertThat(host.asked).containsExactly("1.0.0.127.in-addr.arpa");
        }
        X509Certificate asName = HostileTlsHost.certificate(names("127.0.0.1"), OID, true, DIGEST);
        try (HostileTlsHost host = new HostileTlsHost(asName, "TLSv1.3", ACME)) {
            again(
                    examine(settings(dns, 80, host.port()), check("tls-alpn-01", "127.0.0.1")),
                    "unauthorized",
                    "not for this name and no other");
        }
    }

    @Test
    void anotherNameOrMoreNamesThanOne() {
        again(
                examined(HostileTlsHost.certificate(names("a.example", "b.example"), OID, true, DIGEST), ACME),
                "unauthorized",
                "no other");
        again(
                examined(HostileTlsHost.certificate(names("a.example", "a.example"), OID, true, DIGEST), ACME),
                "unauthorized",
                "no other");
        again(
                examined(HostileTlsHost.certificate(names("b.example"), OID, true, DIGEST), ACME),
                "unauthorized",
                "no other");
        again(
                examined(HostileTlsHost.certificate(names("*.example"), OID, true, DIGEST), ACME),
                "unauthorized",
                "no other");
        again(examined(HostileTlsHost.certificate(List.of(), OID, true, DIGEST), ACME), "unauthorized", "no other");
        List<GeneralName> mixed = List.of(
                new GeneralName(GeneralName.dNSName, "a.example"),
                new GeneralName(GeneralName.rfc822Name, "a@a.example"));
        again(examined(HostileTlsHost.certificate(mixed, OID, true, DIGEST), ACME), "unauthorized", "no other");
    }

    /** The first two are those of the drafts before RFC 8737. */
    @ParameterizedTest
    @CsvSource({
        "1.3.6.1.5.5.7.1.30.1,no extension acmeIdentifier",
        "1.3.6.1.5.5.7.1.30,no extension acmeIdentifier",
        "'',no extension acmeIdentifier"
    })
    void anOldIdentifierOrNone(String oid, String detail) {
        again(
                examined(HostileTlsHost.certificate(names("a.example"), oid, true, DIGEST), ACME),
                "unauthorized",
                detail);
    }

    @Test
    void anExtensionThatIsNotCriticalOrSaysSomethingElse() {
        again(
                examined(HostileTlsHost.certificate(names("a.example"), OID, false, DIGEST), ACME),
                "unauthorized",
                "not critical");
        DEROctetString other = new DEROctetString(Sha256.of(new byte[] {1}));
        again(
                examined(HostileTlsHost.certificate(names("a.example"), OID, true, other), ACME),
                "unauthorized",
                "another digest");
        again(
                examined(
                        HostileTlsHost.certificate(names("a.example"), OID, true, new DEROctetString(new byte[0])),
                        ACME),
                "unauthorized",
                "another digest");
    }

    @Test
    void anotherProtocolOrNone() {
        again(examined(good(), "http/1.1"), "unauthorized", "did not choose the protocol acme-tls/1");
        again(examined(good()), "unauthorized", "did not choose the protocol acme-tls/1");
    }

    /** A ServerHello of TLS 1.1 (RFC 4346, section 7.4.1.3), whatever was offered. */
    @Test
    void anOlderVersion() throws IOException {
        byte[] hello = ByteBuffer.allocate(47)
                .put(new byte[] {22, 3, 2, 0, 42, 2, 0, 0, 38, 3, 2})
                .put(new byte[32])
                .put(new byte[] {0, (byte) 0xc0, 0x13, 0})
                .array();
        raw(socket -> socket.getOutputStream().write(hello), (port, decided) -> {
            again(decided, "tls", "The TLS handshake");
            assertThat(decided.problem()).contains("protocol_version");
        });
    }

    @Test
    void noTlsAtAll() throws IOException {
        raw(
                socket -> HostileHost.write(socket.getOutputStream(), "HTTP/1.1 400 Bad Request\r\n\r\n"),
                (port, decided) -> again(decided, "tls", "The TLS handshake"));
        raw(socket -> {}, (port, decided) -> assertThat(decided.evidence()).isNull());
    }

    @Test
    void aHandshakeThatNeverEnds() throws IOException {
        raw(
                socket -> {
                    while (true) {
                        socket.getOutputStream().write(new byte[] {22, 3, 3, 64, 0, 0});
                        socket.getOutputStream().flush();
                        sleep();
                    }
                },
                (port, decided) -> again(decided, "connection", "longer than"));
    }

    /** A session of a challenge before is not taken up again, with its certificate. */
    @Test
    void eachCheckSeesTheCertificateOfItsOwnConnection() {
        int port;
        try (HostileTlsHost host = new HostileTlsHost(good(), "TLSv1.2", ACME)) {
            port = host.port();
            Examination examination = Examined.examination(settings(dns, 80, port), Duration.ofSeconds(8));
            for (int i = 0; i < 2; i++) {
                assertThat(of(examination, check("tls-alpn-01", "a.example")).outcome())
                        .isEqualTo("valid");
            }
            Check other = check("tls-alpn-01", "a.example");
            Check another = new Check(
                    other.id(),
                    1,
                    other.account(),
                    other.identifier(),
                    other.type(),
                    "another-token-of-a-new-challenge",
                    other.thumbprint(),
                    null,
                    Examined.NOW);
            again(of(examination, another), "unauthorized", "another digest");
        }
    }

    @Test
    void whereChecksMayNotConnectTo() {
        dns.has("inner.example", "A 169.254.169.254");
        refused(
                examine(settings(dns, 80, 443), check("tls-alpn-01", "inner.example")),
                "unauthorized",
                "is none that checks may reach");
        refused(
                examine(settings(dns, 80, 443), check("tls-alpn-01", "*.a.example")),
                "malformed",
                "is not checked by tls-alpn-01");
    }

    private interface Server {
        void serve(Socket socket) throws IOException;
    }

    private interface Then {
        void with(int port, Decided decided);
    }

    private void raw(Server server, Then then) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                try (Socket socket = listener.accept()) {
                    socket.getInputStream().read(new byte[1]);
                    server.serve(socket);
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // the other side had enough
                }
            });
            thread.setDaemon(true);
            thread.start();
            Decided decided = examine(
                    settings(dns, 80, listener.getLocalPort()),
                    check("tls-alpn-01", "a.example"),
                    Duration.ofMillis(1200));
            then.with(listener.getLocalPort(), decided);
        }
    }

    private static Decided of(Examination examination, Check check) {
        try {
            return examination.of(check);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
