package org.httpca.web.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.Published;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadsTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();
    private static final byte[] CSR = Csr.der("*.files.example");
    private static String request = "";
    private static X509CertificateHolder issued = Published.ROOT;

    @BeforeAll
    static void issue() {
        request = HTTP.post("/api/v1/requests", "application/pkcs10", CSR)
                .json()
                .get("id")
                .asString();
        issued = Published.issue(WEB.owner(), 0xf11e, "*.files.example", UUID.fromString(request));
    }

    @ParameterizedTest
    @CsvSource({
        "cert.pem,          application/x-pem-file,         pem, C",
        "chain.pem,         application/x-pem-file,         pem, I",
        "fullchain.pem,     application/x-pem-file,         pem, CI",
        "cert.pem.txt,      text/plain,                     pem, C",
        "chain.pem.txt,     text/plain,                     pem, I",
        "fullchain.pem.txt, text/plain,                     pem, CI",
        "cert.cer,          application/pkix-cert,          der, C",
        "cert.crt,          application/x-x509-server-cert, der, C",
        "cert.der,          application/x-x509-server-cert, der, C",
        "cert.p7b,          application/x-pkcs7-certificates, p7b, C",
        "chain.p7b,         application/x-pkcs7-certificates, p7b, I",
        "fullchain.p7b,     application/x-pkcs7-certificates, p7b, CI",
        "cert.p7b.pem,      application/x-pem-file,         p7bpem, C",
        "chain.p7b.pem,     application/x-pem-file,         p7bpem, I",
        "fullchain.p7b.pem, application/x-pem-file,         p7bpem, CI",
        "csr.pem,           application/x-pem-file,         pem, R",
        "csr.pem.txt,       text/plain,                     pem, R",
        "csr.csr,           application/pkcs10,             pem, R"
    })
    void servesACertificate(String file, String type, String encoding, String parts) throws Exception {
        for (String tree :
                List.of("/certificates/f11e/", "/certificates/issuing:f11e/", "/requests/" + request + "/")) {
            Answer answer = HTTP.get(tree + file);
            assertThat(answer.status()).as(tree + file).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo(type);
            assertThat(answer.header("Content-Disposition"))
                    .isEqualTo((file.endsWith(".txt") ? "inline" : "attachment")
                            + "; filename=\"wildcard.files.example-" + file + "\"");
            assertHas(answer, encoding, parts);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "issuing, cert.pem,          application/x-pem-file,     pem, I",
        "issuing, chain.pem,         application/x-pem-file,     pem, I",
        "issuing, fullchain.pem,     application/x-pem-file,     pem, I",
        "issuing, cert.pem.txt,      text/plain,                 pem, I",
        "issuing, chain.pem.txt,     text/plain,                 pem, I",
        "issuing, fullchain.pem.txt, text/plain,                 pem, I",
        "issuing, cert.cer,          application/pkix-cert,      der, I",
        "issuing, cert.crt,          application/x-x509-ca-cert, der, I",
        "issuing, cert.der,          application/x-x509-ca-cert, der, I",
        "issuing, cert.p7b,          application/x-pkcs7-certificates, p7b, I",
        "issuing, chain.p7b,         application/x-pkcs7-certificates, p7b, I",
        "issuing, fullchain.p7b,     application/x-pkcs7-certificates, p7b, I",
        "issuing, fullchain.p7b.pem, application/x-pem-file,     p7bpem, I",
        "root,    cert.p7b,          application/x-pkcs7-certificates, p7b, O",
        "root,    fullchain.p7b,     application/x-pkcs7-certificates, p7b, O",
        "root,    cert.pem,          application/x-pem-file,     pem, O",
        "root,    cert.crt,          application/x-x509-ca-cert, der, O",
        "root,    fullchain.pem,     application/x-pem-file,     pem, O"
    })
    void servesAnIssuer(String issuer, String file, String type, String encoding, String parts) throws Exception {
        Answer answer = HTTP.get("/ca/" + issuer + "/" + file);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(type);
        assertHas(answer, encoding, parts);
    }

    @Test
    void servesAnotherChainWhereTheIssuerHasOne() throws Exception {
        // the same key, certified by another CA, which is left out, and by a root, which is in the row
        X509CertificateHolder crossed = Published.foreign(Published.issuingKey(), 77, "Issuing");
        Published.alternates(WEB.owner(), "issuing", List.of(List.of(crossed), List.of(crossed, Published.ROOT)));
        try {
            until("chain-3.pem", 200);
            for (String chain : List.of("2", "3")) {
                Answer answer = HTTP.get("/certificates/f11e/fullchain-" + chain + ".pem");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(read(answer, "pem")).containsExactly(issued, crossed);
                assertThat(answer.header("Content-Disposition"))
                        .contains("\"wildcard.files.example-fullchain-" + chain + ".pem\"");
                assertThat(read(HTTP.get("/requests/" + request + "/chain-" + chain + ".pem"), "pem"))
                        .containsExactly(crossed);
                assertThat(read(HTTP.get("/ca/issuing/fullchain-" + chain + ".pem"), "pem"))
                        .containsExactly(crossed);
            }
            assertThat(HTTP.get("/api/v1/ca").json().toString())
                    .contains("/ca/issuing/chain-2.pem", "/ca/issuing/chain-3.pem")
                    .doesNotContain("chain-4.pem");
            assertThat(HTTP.get("/ca").text()).contains("chain-3.pem").doesNotContain("chain-4.pem");
            assertThat(HTTP.get("/certificates/f11e/fullchain-4.pem").status()).isEqualTo(404);
            assertThat(HTTP.get("/ca/root/chain-2.pem").status()).isEqualTo(404);
            assertThat(HTTP.get("/certificates/f11e/cert-2.pem").status()).isEqualTo(404);
            assertThat(HTTP.get("/certificates/f11e/chain-1.pem").status()).isEqualTo(404);
        } finally {
            Published.alternates(WEB.owner(), "issuing", List.of());
            until("fullchain-2.pem", 404);
        }
    }

    /** Issuers are remembered for two seconds. */
    private static void until(String file, int status) throws InterruptedException {
        long end = System.nanoTime() + 10_000_000_000L;
        while (HTTP.get("/certificates/f11e/" + file).status() != status) {
            assertThat(System.nanoTime()).as(file + " is " + status).isLessThan(end);
            Thread.sleep(100);
        }
    }

    @Test
    void servesACaCertificateUnderItsSerialAsOne() {
        Published.store(WEB.owner(), "root", Published.ISSUING, "Issuing", null);

        assertThat(HTTP.get("/certificates/root:2/cert.crt").header("Content-Type"))
                .isEqualTo("application/x-x509-ca-cert");
    }

    @Test
    void servesCrls() throws Exception {
        Answer answer = HTTP.get("/ca/issuing/crl.crl");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/pkix-crl");
        assertThat(answer.header("Cache-Control")).isEqualTo("max-age=300, public");
        X509CRL crl =
                (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(answer.body()));
        assertThat(crl.getNextUpdate()).isAfter(crl.getThisUpdate());
        byte[] whole = answer.body();
        Published.crl(
                WEB.owner(),
                "3",
                1,
                Instant.now(),
                Instant.now().plusSeconds(3600),
                Arrays.copyOf(whole, 100),
                Arrays.copyOfRange(whole, 100, whole.length));
        assertThat(HTTP.get("/ca/issuing/crl/3.crl").body()).isEqualTo(answer.body());
        Answer unknown = HTTP.get("/ca/issuing/crl/4.crl");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("Content-Type")).startsWith("application/problem+json");
        assertThat(HTTP.get("/ca/root/crl.crl").status()).isEqualTo(404);
    }

    /** A delta is a list like others, and is believed for no longer than a complete one. */
    @Test
    void servesDeltas() {
        Instant now = Instant.now();
        byte[] der = HTTP.get("/ca/issuing/crl.crl").body();
        Published.crl(WEB.owner(), "delta", 2, now, now.plusSeconds(86_400), der);
        Answer delta = HTTP.get("/ca/issuing/crl/delta.crl");
        assertThat(delta.body()).isEqualTo(der);
        assertThat(delta.header("Content-Type")).isEqualTo("application/pkix-crl");
        assertThat(delta.header("Cache-Control")).isEqualTo("max-age=300, public");
        assertThat(delta.header("ETag")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "DELTA", "..%2fcrl", "%2e%2e%2fcrl", "1%00", "1'--", "%2a", "1.crl"})
    void namesOfShardsAreNoPaths(String name) {
        assertThat(HTTP.get("/ca/issuing/crl/" + name + ".crl").status()).isIn(400, 404);
    }

    @Test
    void answersConditionalRequestsAndHead() {
        Answer whole = HTTP.get("/certificates/f11e/cert.cer");
        assertThat(whole.header("Cache-Control")).contains("immutable");
        assertThat(whole.header("Last-Modified")).isNotBlank();

        assertThat(HTTP.get("/certificates/f11e/cert.cer", "If-None-Match", whole.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(HTTP.get(
                                "/ca/issuing/crl.crl",
                                "If-Modified-Since",
                                HTTP.get("/ca/issuing/crl.crl").header("Last-Modified"))
                        .status())
                .isEqualTo(304);
        Answer head = HTTP.send("HEAD", "/certificates/f11e/cert.cer", BodyPublishers.noBody());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(whole.body().length));
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/certificates/f11e/cert.p12",
        "/certificates/ffff/cert.pem",
        "/ca/nobody/cert.pem",
        "/ca/issuing/csr.pem",
        "/ca/root/chain.pem",
        "/ca/root/chain.p7b",
        "/requests/00000000-0000-4000-8000-000000000000/cert.p7b",
        "/requests/none/cert.pem",
        "/requests/00000000-0000-4000-8000-000000000000/csr.pem"
    })
    void knowsNothingElse(String path) {
        Answer answer = HTTP.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void hasTheCsrBeforeTheCertificate() {
        String id = HTTP.post("/api/v1/requests", "application/pkcs10", CSR)
                .json()
                .get("id")
                .asString();

        assertThat(HTTP.get("/requests/" + id + "/csr.pem").status()).isEqualTo(200);
        Answer early = HTTP.get("/requests/" + id + "/cert.pem");
        assertThat(early.status()).isEqualTo(404);
        assertThat(early.json().get("detail").asString()).contains("queued");
    }

    /** A PKCS#7 has a set of them; elsewhere servers want them in order. */
    private static void assertHas(Answer answer, String encoding, String parts) throws Exception {
        if (encoding.startsWith("p7b")) {
            assertThat(read(answer, encoding)).containsExactlyInAnyOrderElementsOf(expected(parts));
        } else {
            assertThat(read(answer, encoding)).isEqualTo(expected(parts));
        }
    }

    private static List<Object> read(Answer answer, String encoding) throws Exception {
        if (encoding.equals("der")) {
            return List.of(new X509CertificateHolder(answer.body()));
        }
        if (encoding.equals("p7b")) {
            return certificates(answer.body());
        }
        List<Object> all = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(new String(answer.body(), StandardCharsets.US_ASCII)))) {
            for (Object one = parser.readObject(); one != null; one = parser.readObject()) {
                all.add(one);
            }
        }
        if (encoding.equals("p7bpem")) {
            assertThat(all).hasSize(1);
            return certificates(((ContentInfo) all.get(0)).getEncoded());
        }
        return all;
    }

    /** The certificates of a PKCS#7 in which nobody signed anything. */
    private static List<Object> certificates(byte[] pkcs7) throws Exception {
        CMSSignedData data = new CMSSignedData(pkcs7);
        assertThat(data.getVersion()).isEqualTo(1);
        assertThat(data.getSignerInfos().size()).isZero();
        assertThat(data.getSignedContent()).isNull();
        return List.copyOf(data.getCertificates().getMatches(null));
    }

    /** C the certificate, I its issuer, O the root, R the request. */
    private static List<Object> expected(String parts) throws Exception {
        List<Object> all = new ArrayList<>();
        for (char part : parts.toCharArray()) {
            all.add(
                    switch (part) {
                        case 'C' -> issued;
                        case 'I' -> Published.ISSUING;
                        case 'O' -> Published.ROOT;
                        default -> new PKCS10CertificationRequest(CSR);
                    });
        }
        return all;
    }
}
