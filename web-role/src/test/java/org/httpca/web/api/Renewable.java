package org.httpca.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.httpca.web.Csr;
import org.httpca.web.Http.Answer;
import org.httpca.web.Published;
import org.httpca.web.WebUnderTest;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.Certificates;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The holder of a certificate that was asked for here; the signer's and the worker's part is written into the tables.
 *
 * @param names of the certificate
 */
public record Renewable(KeyPair key, UUID request, String serial, String... names) {
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final AtomicLong SERIALS = new AtomicLong(0x4e000000L);

    public static Renewable issued(String... names) throws Exception {
        return issued(Published.NOW.plus(Duration.ofDays(90)), names);
    }

    public static Renewable issued(Instant end, String... names) throws Exception {
        KeyPair key = Csr.key();
        byte[] csr = Csr.signedBy(key, "CN=" + names[0], names);
        String body = "{\"csr\": " + json(csr) + ", \"requester\": {\"name\": \"Rosalind\"}, \"profile\": \"server\"}";
        Answer answer = WEB.http().postJson("/api/v1/requests", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        UUID request = UUID.fromString(answer.json().get("id").asString());
        long serial = issue(request, csr, end, names);
        return new Renewable(key, request, Long.toHexString(serial), names);
    }

    /** As the worker writes down what the signer has signed. */
    public static long issue(UUID request, byte[] csr, Instant end, String... names) {
        long serial = SERIALS.incrementAndGet();
        Published.issueTo(WEB.owner(), serial, request, Octets.of(csr), Published.NOW.minus(Duration.ofDays(1)), end);
        WEB.owner()
                .sql("update certificate set identifiers = ? where serial = ?")
                .params(names, Long.toHexString(serial))
                .update();
        return serial;
    }

    public String path() {
        return "/api/v1/certificates/" + serial + "/renewal";
    }

    /** PEM of a request for the same key. */
    public byte[] sameKey(String... asked) {
        return Pem.encode("CERTIFICATE REQUEST", Csr.signedBy(key, "CN=renew " + serial, asked))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** What the certificate's key signs for this request. */
    public byte[] proof(byte[] csr) {
        return Csr.signedBy(
                key, "CN=renew " + serial + ",OU=" + Octets.of(csr).sha256().hex());
    }

    public Answer renew(byte[] csr, byte @Nullable [] proof, String... headers) {
        String more = proof == null ? "" : ", \"proof\": " + json(proof);
        return WEB.http().postJson(path(), "{\"csr\": " + json(csr) + more + "}", headers);
    }

    public JsonNode shown() {
        return WEB.http().get("/api/v1/certificates/" + serial).json();
    }

    public CertificateView certificate() {
        return WEB.bean(Certificates.class).find(serial).orElseThrow();
    }

    private static String json(byte[] csr) {
        return "\"" + Pem.encode("CERTIFICATE REQUEST", csr).replace("\n", "\\n") + "\"";
    }
}
