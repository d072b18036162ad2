package org.httpca.standalone;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** As {@code curl --cacert}: trusts one root, and checks the name. */
final class TrustingClient {
    private final HttpClient http;

    private TrustingClient(HttpClient http) {
        this.http = http;
    }

    /** An answer, and what the server showed for it. */
    record Answer(int status, String text, List<Certificate> chain) {}

    static TrustingClient of(Path rootPem) throws Exception {
        return new TrustingClient(
                HttpClient.newBuilder().sslContext(trusting(rootPem)).build());
    }

    /** For whoever speaks by itself. */
    static SSLContext trusting(Path rootPem) throws Exception {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry(
                "root",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(rootPem))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    Answer get(String url) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Answer(
                answer.statusCode(),
                answer.body(),
                List.of(answer.sslSession().orElseThrow().getPeerCertificates()));
    }
}
