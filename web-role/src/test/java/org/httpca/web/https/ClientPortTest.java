package org.httpca.web.https;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.message.RequestCertificate;
import org.httpca.web.Csr;
import org.httpca.web.Published;
import org.httpca.web.WebUnderTest;
import org.httpca.web.api.Renewable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renewal by mutual TLS, on a port of its own. */
class ClientPortTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();

    @TempDir
    Path folder;

    private HttpsInstance instance;
    private Renewable holder;
    private KeyPair fresh;

    @BeforeEach
    void open() throws Exception {
        instance = new HttpsInstance(folder, "client-port-" + System.nanoTime(), "localhost");
        instance.runs();
        Renewable.issue(
                instance.lastRequest().id(),
                instance.lastCsr().toArray(),
                Published.NOW.plus(Duration.ofDays(90)),
                "localhost");
        instance.runs();
        holder = Renewable.issued("www.tls.example");
        fresh = Csr.key();
    }

    @AfterEach
    void close() {
        instance.close();
    }

    private byte[] der() {
        return holder.certificate().der().toArray();
    }

    private HttpResponse<String> renew(int port, @Nullable KeyStore identity, byte[] csr, String... protocols)
            throws Exception {
        HttpClient.Builder client = HttpClient.newBuilder().sslContext(context(identity));
        if (protocols.length > 0) {
            SSLParameters parameters = new SSLParameters();
            parameters.setProtocols(protocols);
            client.sslParameters(parameters);
        }
        URI uri = URI.create("https://localhost:" + port + holder.path());
        return client.build()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", "application/pkcs10")
                                .POST(BodyPublishers.ofByteArray(csr))
                                .build(),
                        BodyHandlers.ofString());
    }

    private int clientPort() {
        return instance.endpoint().clientPort().orElseThrow();
    }

    private static SSLContext context(@Nullable KeyStore identity) throws Exception {
        KeyStore roots = store();
        roots.setCertificateEntry("root", certificate(Published.der(Published.ROOT)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        if (identity == null) {
            context.init(null, trust.getTrustManagers(), null);
            return context;
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(identity, new char[0]);
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Certificate certificate(byte[] der) throws Exception {
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static KeyStore identity(KeyPair key, byte[] der) throws Exception {
        KeyStore store = store();
        store.setKeyEntry("own", key.getPrivate(), new char[0], new Certificate[] {certificate(der)});
        return store;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theHolderShowsTheCertificateItself(String protocol) throws Exception {
        byte[] csr = Csr.signedBy(fresh, "CN=x", "www.tls.example");
        HttpResponse<String> answer = renew(clientPort(), identity(holder.key(), der()), csr, protocol);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String command = WEB.owner()
                .sql("select command from request where command::json ->> 'replaces' = ?")
                .param("issuing:" + holder.serial())
                .query(String.class)
                .single();
        assertThat(command).contains("\"door\":\"" + RequestCertificate.MUTUAL_TLS + "\"", "\"evidence\":[]");
    }

    @Test
    void withoutACertificateItIsServedAndProvesNothing() throws Exception {
        byte[] csr = Csr.signedBy(fresh, "CN=x", "www.tls.example");
        HttpResponse<String> answer = renew(clientPort(), null, csr);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("urn:httpca:problem:forbidden");
    }

    @Test
    void anotherCertificateProvesNothing() throws Exception {
        Renewable other = Renewable.issued("www.tls.example");
        byte[] csr = Csr.signedBy(fresh, "CN=x", "www.tls.example");
        HttpResponse<String> answer = renew(
                clientPort(), identity(other.key(), other.certificate().der().toArray()), csr);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("another one than that which is to be renewed");
    }

    @Test
    void norDoesThatOfAnotherInstallationWithTheSameNumber() throws Exception {
        X509CertificateHolder foreign =
                Published.foreign(fresh, Long.parseLong(holder.serial(), 16), "www.tls.example");
        byte[] csr = Csr.signedBy(fresh, "CN=x", "www.tls.example");
        HttpResponse<String> answer = renew(clientPort(), identity(fresh, Published.der(foreign)), csr);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("urn:httpca:problem:forbidden");
    }

    @Test
    void theOrdinaryPortAsksForNone() throws Exception {
        byte[] csr = Csr.signedBy(fresh, "CN=x", "www.tls.example");
        HttpResponse<String> answer = renew(instance.port(), identity(holder.key(), der()), csr);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.sslSession().orElseThrow().getLocalCertificates()).isNull();
    }

    @Test
    void whatHasEndedIsNotRenewed() throws Exception {
        holder = Renewable.issued(Published.NOW.minusSeconds(5), "www.tls.example");
        byte[] csr = Csr.signedBy(fresh, "CN=x", "www.tls.example");
        HttpResponse<String> answer = renew(clientPort(), identity(holder.key(), der()), csr);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("urn:httpca:problem:not-renewable");
    }

    @Test
    void theNamesThatAreWantedStandInTheRequest() throws Exception {
        HttpResponse<String> answer = renew(clientPort(), identity(holder.key(), der()), Csr.signedBy(fresh, "CN=x"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:httpca:problem:bad-csr");
    }
}
