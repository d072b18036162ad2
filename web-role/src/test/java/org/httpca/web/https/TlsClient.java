package org.httpca.web.https;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;
import org.httpca.web.Published;

/** A client that trusts the root and nothing else, and checks the name; it keeps its connection. */
final class TlsClient {
    private final HttpClient client;
    private final URI url;

    TlsClient(int port, String... protocols) throws Exception {
        HttpClient.Builder builder = HttpClient.newBuilder().sslContext(trusting());
        if (protocols.length > 0) {
            SSLParameters parameters = new SSLParameters();
            parameters.setProtocols(protocols);
            builder.sslParameters(parameters);
        }
        client = builder.build();
        url = URI.create("https://localhost:" + port + "/api/v1/ca");
    }

    /** An answer, and over what it came. */
    record Seen(int status, String body, SSLSession session) {
        List<X509Certificate> chain() throws Exception {
            return Arrays.stream(session.getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        }

        long serial() throws Exception {
            return chain().get(0).getSerialNumber().longValueExact();
        }
    }

    Seen get() throws Exception {
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
        return new Seen(answer.statusCode(), answer.body(), answer.sslSession().orElseThrow());
    }

    private static SSLContext trusting() throws Exception {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry(
                "root",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(Published.der(Published.ROOT))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
