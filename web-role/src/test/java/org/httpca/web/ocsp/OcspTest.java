package org.httpca.web.ocsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.Published.ISSUING;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Date;
import java.util.stream.LongStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.Published;
import org.httpca.web.WebRole;
import org.httpca.web.WebUnderTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** Over HTTP and on a database, with what the signer says written into the tables. */
@Timeout(120)
class OcspTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();
    private static final ASN1ObjectIdentifier EXTENDED_REVOKE = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.1.9");
    private static long next = 0x0c500000L;

    private final long serial = next++;

    @BeforeAll
    static void aResponder() throws Exception {
        certified(WEB.http());
    }

    static void certified(Http http) throws Exception {
        byte[] request = Requests.of(ISSUING, 1);
        for (int i = 0; i < 400; i++) {
            Instant now = Instant.now();
            Published.certifyResponders(WEB.owner(), now.minus(Duration.ofMinutes(5)), now.plus(Duration.ofHours(12)));
            Answer answer = http.post("/ocsp/issuing", "application/ocsp-request", request);
            if (answer.status() == 200 && new OCSPResp(answer.body()).getStatus() == OCSPResp.SUCCESSFUL) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no responder has come");
    }

    @BeforeEach
    void aCertificate() {
        Published.issue(WEB.owner(), serial, "www.example", null);
    }

    @Test
    void aGoodOneIsGoodForAnHour() throws Exception {
        SingleResp single = Answered.single(post(Requests.of(ISSUING, serial)));
        assertThat(single.getCertStatus()).isEqualTo(CertificateStatus.GOOD);
        assertThat(single.getCertID().getSerialNumber()).isEqualTo(serial);
        assertThat(Duration.between(
                        single.getThisUpdate().toInstant(),
                        single.getNextUpdate().toInstant()))
                .isEqualTo(Duration.ofHours(1));
        assertThat(single.getThisUpdate()).isBetween(Date.from(Instant.now().minusSeconds(5)), new Date());
    }

    @Test
    void aRevokedOneIsRevokedWithReasonAndTime() throws Exception {
        byte[] request = Requests.of(Requests.SHA256, null, ISSUING, serial);
        assertThat(Answered.single(get(Requests.base64(request))).getCertStatus())
                .isNull();
        revoke(serial, 7, "keyCompromise");
        RevokedStatus revoked = revokedSoon(request);
        assertThat(revoked.getRevocationReason()).isEqualTo(CRLReason.keyCompromise);
        assertThat(revoked.getRevocationTime()).isEqualTo(Date.from(Instant.parse("2026-11-21T09:25:00Z")));
        revoke(serial, 8, "unspecified");
        while (revokedSoon(request).hasRevocationReason()) {
            Thread.sleep(20);
        }
    }

    @Test
    void aHoldAndItsReleaseAreSeenWithinASecond() throws Exception {
        byte[] request = Requests.of(ISSUING, serial);
        assertThat(Answered.single(get(Requests.base64(request))).getCertStatus())
                .isNull();
        long begin = System.nanoTime();
        revoke(serial, 7, "certificateHold");
        assertThat(revokedSoon(request).getRevocationReason()).isEqualTo(CRLReason.certificateHold);
        revoke(serial, 8, null);
        while (Answered.single(get(Requests.base64(request))).getCertStatus() != null) {
            Thread.sleep(20);
        }
        // each within one look, and what a busy machine adds
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    private static RevokedStatus revokedSoon(byte[] request) throws Exception {
        while (true) {
            CertificateStatus status =
                    Answered.single(get(Requests.base64(request))).getCertStatus();
            if (status instanceof RevokedStatus revoked) {
                return revoked;
            }
            assertThat(status).isNull();
            Thread.sleep(20);
        }
    }

    @Test
    void anUnknownOneIsUnknownAndNotKept() throws Exception {
        byte[] request = Requests.of(ISSUING, 0x7777_0000_1111L);
        Answer answer = get(Requests.base64(request));
        assertThat(Answered.single(answer).getCertStatus()).isInstanceOf(UnknownStatus.class);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Answered.single(post(Requests.of(ISSUING, -serial))).getCertStatus())
                .isInstanceOf(UnknownStatus.class);
    }

    @Test
    void theOperatorMaySayThatUnknownOnesAreRevoked() throws Exception {
        var properties = WEB.properties();
        properties.put("httpca.instance", "strict");
        properties.put("httpca.ocsp.unknown-serials", "revoked");
        try (ConfigurableApplicationContext strict = WebRole.run(properties)) {
            Http http = WebUnderTest.http(strict);
            certified(http);
            Answer answer =
                    http.post("/ocsp/issuing", "application/ocsp-request", Requests.of(ISSUING, 0x7777_0000_1112L));
            RevokedStatus revoked = (RevokedStatus) Answered.single(answer).getCertStatus();
            assertThat(revoked.getRevocationReason()).isEqualTo(CRLReason.certificateHold);
            assertThat(revoked.getRevocationTime()).isEqualTo(new Date(0));
            assertThat(Answered.basic(answer).getExtension(EXTENDED_REVOKE)).isNotNull();
            Answer good = http.post("/ocsp/issuing", "application/ocsp-request", Requests.of(ISSUING, serial));
            assertThat(Answered.single(good).getCertStatus()).isNull();
            assertThat(Answered.basic(good).getExtension(EXTENDED_REVOKE)).isNull();
        }
    }

    @Test
    void severalAreAnsweredInTheirOrder() throws Exception {
        revoke(serial, 3, "superseded");
        long good = next++;
        Published.issue(WEB.owner(), good, "other.example", null);
        SingleResp[] singles =
                Answered.basic(post(Requests.of(ISSUING, good, serial, good))).getResponses();
        assertThat(singles)
                .extracting(s -> s.getCertID().getSerialNumber().longValue())
                .containsExactly(good, serial, good);
        assertThat(singles[0].getCertStatus()).isNull();
        assertThat(singles[1].getCertStatus()).isInstanceOf(RevokedStatus.class);
    }

    @Test
    void aNonceComesBackAndIsNotKept() throws Exception {
        byte[] request = Requests.withNonce(32, ISSUING, serial);
        Answer answer = get(Requests.base64(request));
        byte[] nonce = Answered.basic(answer)
                .getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
                .getExtnValue()
                .getOctets();
        assertThat(nonce).isEqualTo(Requests.nonce(32, false).getExtnValue().getOctets());
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("ETag")).isEmpty();
    }

    @Test
    void byGetItMayBeKeptForAMinute() throws Exception {
        Answer answer = get(Requests.base64(Requests.of(ISSUING, serial)));
        assertThat(answer.header("Content-Type")).isEqualTo("application/ocsp-response");
        assertThat(answer.header("Cache-Control")).isEqualTo("max-age=60, public, no-transform, must-revalidate");
        SingleResp single = Answered.single(answer);
        assertThat(time(answer.header("Last-Modified")))
                .isEqualTo(single.getThisUpdate().toInstant());
        assertThat(Duration.between(time(answer.header("Date")), time(answer.header("Expires"))))
                .as("as max-age says it, but for the second in which it was made")
                .isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
        Answer again = get(Requests.base64(Requests.of(ISSUING, serial)));
        assertThat(again.body()).isEqualTo(answer.body());
        Answer known = HTTP.get(
                "/ocsp/issuing/" + Requests.inPercents(Requests.base64(Requests.of(ISSUING, serial))),
                "If-None-Match",
                answer.header("ETag"));
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(post(Requests.of(ISSUING, serial)).header("Cache-Control")).isEqualTo("no-store");
    }

    private static Instant time(String header) {
        return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    /** Requests whose base64 has every character that a path does not like, two slashes in a row among them. */
    @Test
    void everySpellingOfBase64IsTaken() throws Exception {
        int slashes = 0;
        for (long i = 0; i < 3_000 && slashes < 3; i++) {
            String base64 = Requests.base64(Requests.of(ISSUING, 0x3f_ffff_0000_0000L + i * 0xffff));
            if (base64.contains("//") && base64.contains("+")) {
                slashes++;
                for (String spelling : new String[] {base64, Requests.inPercents(base64), base64.replace("=", "")}) {
                    assertThat(Answered.single(get(spelling)).getCertStatus())
                            .as(spelling)
                            .isInstanceOf(UnknownStatus.class);
                }
                assertThat(Answered.single(get(Requests.inPercents(base64).replace("%2F", "%2f")))
                                .getCertStatus())
                        .isInstanceOf(UnknownStatus.class);
            }
        }
        assertThat(slashes).isPositive();
    }

    @Test
    void eachMistakeHasItsAnswer() throws Exception {
        byte[] request = Requests.of(ISSUING, serial);
        assertThat(Answered.error(post(new byte[] {1, 2, 3}))).isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(Answered.error(post(new byte[0]))).isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(Answered.error(post(Arrays.copyOf(request, request.length + 1))))
                .isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(Answered.error(get("nonsense!"))).isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(Answered.error(
                        post(Requests.of(ISSUING, LongStream.range(0, 30).toArray()))))
                .isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(Answered.error(post(Requests.withNonce(129, ISSUING, serial))))
                .isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(Answered.error(post(Requests.of(Published.ROOT, serial)))).isEqualTo(OCSPResp.UNAUTHORIZED);
    }

    @Test
    void whatIsNoRequestAtAllIsRefusedByHttp() throws Exception {
        byte[] request = Requests.of(ISSUING, serial);
        assertThat(HTTP.post("/ocsp/issuing", "text/plain", request).status()).isEqualTo(415);
        assertThat(HTTP.post("/ocsp/elsewhere", "application/ocsp-request", request)
                        .status())
                .isEqualTo(404);
        assertThat(HTTP.post("/ocsp/root", "application/ocsp-request", request).status())
                .isEqualTo(404);
        assertThat(post(new byte[4097]).status()).isEqualTo(413);
        assertThat(HTTP.get("/ocsp/issuing").status()).isEqualTo(405);
        assertThat(HTTP.get("/ocsp/issuing/" + "A".repeat(7_000) + "A".repeat(1_200))
                        .status())
                .isEqualTo(413);
        Answer put = HTTP.send("PUT", "/ocsp/issuing", BodyPublishers.ofByteArray(request));
        assertThat(put.status()).isEqualTo(405);
        assertThat(put.header("Allow")).isEqualTo("POST");
    }

    @Test
    void elsewhereASlashInPercentsIsRefusedAsEver() {
        assertThat(HTTP.get("/ca%2Fissuing/crl.crl").status()).isEqualTo(400);
        assertThat(HTTP.get("/certificates/a%2fb").status()).isEqualTo(400);
        assertThat(HTTP.get("/api/v1/certificates/a%2Fb").status()).isEqualTo(400);
    }

    static Answer post(byte[] request) {
        return HTTP.post("/ocsp/issuing", "application/ocsp-request", request);
    }

    static Answer get(String encoded) {
        return HTTP.get("/ocsp/issuing/" + encoded);
    }

    private static void revoke(long serial, long revision, @Nullable String reason) {
        WEB.owner()
                .sql("insert into revocation (issuer, serial, revision, reason, at) values ('issuing', ?, ?, ?, ?)"
                        + " on conflict (issuer, serial) do update set revision = excluded.revision,"
                        + " reason = excluded.reason, at = excluded.at")
                .param(Long.toHexString(serial))
                .param(revision)
                .param(reason)
                .param(Timestamp.from(Instant.parse("2026-11-21T09:25:00Z")))
                .update();
    }
}
