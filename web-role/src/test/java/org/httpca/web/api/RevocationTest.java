package org.httpca.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.api.SubmitTest.assertProblem;

import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.httpca.message.RevokeCertificate;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.httpca.pki.RevocationReason;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.Published;
import org.httpca.web.Said;
import org.httpca.web.WebUnderTest;
import org.httpca.web.token.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The answers to wishes; the signer's and the worker's part is written into the tables. */
class RevocationTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();
    private static long nextSerial = 0x6e000000L;
    private static String operator = "";

    private final String serial = Long.toHexString(nextSerial);

    @BeforeAll
    static void token() {
        operator = "Bearer " + WEB.token("revoker", Scope.OPERATOR);
    }

    @BeforeEach
    void issue() {
        Published.issue(WEB.owner(), nextSerial++, serial + ".revoked.example", null);
    }

    @Test
    void anOperatorsWishIsStoredAndSaidToTheSigner() throws Exception {
        Answer answer = revoke("keyCompromise");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        JsonNode revocation = answer.json().get("revocation");
        assertThat(revocation.get("status").asString()).isEqualTo("good");
        assertThat(revocation.get("requested").get("reason").asString()).isEqualTo("keyCompromise");

        RevokeCertificate command = said().get(0);
        assertThat(command.issuer()).isEqualTo("issuing");
        assertThat(command.reason()).isEqualTo(RevocationReason.KEY_COMPROMISE);
        assertThat(command.principal()).isEqualTo("token:revoker");
        assertThat(command.source()).isEqualTo("127.0.0.1");
        assertThat(shown().get("requested").get("requestedAt").asString()).isNotBlank();
    }

    @Test
    void askingTwiceIsAskingOnceAndAnotherReasonHasToWait() throws Exception {
        revoke("superseded");
        assertThat(revoke("superseded").status()).isEqualTo(202);
        assertProblem(revoke("certificateHold"), 409, "conflict");
        assertThat(said()).hasSize(1);
    }

    @Test
    void aCompromisedKeyDoesNotWaitForTheAnswerToALesserWish() throws Exception {
        revoke("superseded");
        assertThat(revoke("keyCompromise").status()).isEqualTo(202);
        assertThat(shown().get("requested").get("reason").asString()).isEqualTo("keyCompromise");
        assertThat(said()).hasSize(2);
        assertProblem(revoke("superseded"), 409, "conflict");
    }

    @Test
    void whatTheSignerSaidIsShownOnItsPageToo() {
        answers("keyCompromise", 5);
        JsonNode revocation = shown();
        assertThat(revocation.get("status").asString()).isEqualTo("revoked");
        assertThat(revocation.get("reason").asString()).isEqualTo("keyCompromise");
        assertThat(revocation.get("since").asString()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(HTTP.get("/certificates/" + serial).text())
                .contains("Its private key may be in other hands", "2026-11-21T10:00:00Z")
                .doesNotContain(">Valid, ");
        assertThat(HTTP.get("/certificates/" + serial, "Accept-Language", "nl").text())
                .contains("Ingetrokken");
        assertThat(HTTP.get("/certificates/" + serial, "Accept-Language", "zh").text())
                .contains("已吊销");
    }

    @Test
    void aCertificateOfWhichNothingWasSaidIsGood() {
        assertThat(HTTP.get("/api/v1/certificates/" + serial)
                        .json()
                        .get("revocation")
                        .isNull())
                .isTrue();
        assertThat(HTTP.get("/certificates/" + serial).text()).contains("Valid, ");
    }

    /** Before: what the signer said last; "-" for nothing. */
    @ParameterizedTest
    @CsvSource({
        "-,               removeFromCRL, 409, conflict",
        "superseded,      removeFromCRL, 409, already-decided",
        "superseded,      certificateHold, 409, already-decided",
        "superseded,      keyCompromise, 202, ",
        "superseded,      superseded,    202, ",
        "certificateHold, removeFromCRL, 202, ",
        "certificateHold, superseded,    202, ",
        "-,               cACompromise,  400, malformed",
        "-,               stolen,        400, malformed",
        "-,               KEYCOMPROMISE, 400, malformed",
    })
    void eachWishHasItsAnswer(String before, String reason, int status, @Nullable String problem) {
        if (!before.equals("-")) {
            answers(before, 5);
        }
        Answer answer = revoke(reason);
        if (problem == null) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        } else {
            assertProblem(answer, status, problem);
        }
    }

    @Test
    void aRefusalIsShownUntilTheNextWish() {
        revoke("superseded");
        WEB.owner()
                .sql("update revocation_request set announce_at = null, problem = ? where serial = ?")
                .params("{\"type\":\"not-found\",\"detail\":\"Nothing of that serial.\"}", serial)
                .update();
        assertThat(shown().get("problem").get("detail").asString()).isEqualTo("Nothing of that serial.");
        assertThat(revoke("superseded").json().get("revocation").get("problem").isNull())
                .isTrue();
    }

    @Test
    void aWishIsYoungerThanTheOneBeforeWhateverTheClockSays() throws Exception {
        revoke("certificateHold");
        answers("certificateHold", 5);
        WEB.owner()
                .sql("update revocation_request set announce_at = null, requested_at = requested_at + interval '1 hour'"
                        + " where serial = ?")
                .param(serial)
                .update();
        revoke("removeFromCRL");
        List<RevokeCertificate> said = said();
        assertThat(said.get(1).requestedAt())
                .isEqualTo(said.get(0).requestedAt().plus(Duration.ofHours(1)).plusNanos(1000));
    }

    @Test
    void withoutATokenOrAProofNobodyRevokes() {
        String body = "{\"reason\": \"superseded\"}";
        assertProblem(HTTP.postJson(path(serial), body), 401, "unauthorized");
        String submitter = "Bearer " + WEB.token("submitter-" + serial, Scope.SUBMIT);
        Answer answer = HTTP.postJson(path(serial), body, "Authorization", submitter);
        assertProblem(answer, 403, "forbidden");
        assertThat(answer.header("WWW-Authenticate")).contains("scope=\"operator\"");
        assertProblem(HTTP.postJson(path("abcdef"), body, "Authorization", operator), 404, "not-found");
        assertProblem(HTTP.postJson(path(serial), "{}", "Authorization", operator), 400, "malformed");
    }

    @Test
    void whoeverShowsTheKeyRevokes() throws Exception {
        KeyPair key = Csr.key();
        String own = issuedTo(key);
        Answer answer = prove(own, "keyCompromise", key, "CN=revoke " + own + ",OU=keyCompromise");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(said(own).get(0).principal()).isNull();
    }

    @Test
    void aProofIsForOneCertificateOneReasonAndOneKey() throws Exception {
        KeyPair key = Csr.key();
        String own = issuedTo(key);
        String name = "CN=revoke " + own + ",OU=superseded";
        assertProblem(prove(own, "superseded", Csr.key(), name), 403, "forbidden");
        assertProblem(prove(own, "keyCompromise", key, name), 400, "malformed");
        assertProblem(prove(own, "superseded", key, "CN=revoke 77,OU=superseded"), 400, "malformed");
        assertProblem(prove(own, "superseded", key, "CN=www.example.org"), 400, "malformed");
        assertProblem(prove(own, "superseded", key, name + ",O=more"), 400, "malformed");
        // what the holder signed once could be used for these again and again
        assertProblem(prove(own, "certificateHold", key, "CN=revoke " + own + ",OU=certificateHold"), 403, "forbidden");
        assertProblem(prove(own, "removeFromCRL", key, "CN=revoke " + own + ",OU=removeFromCRL"), 403, "forbidden");
        assertProblem(
                HTTP.postJson(path(own), "{\"reason\": \"superseded\", \"proof\": \"nonsense\"}"), 400, "malformed");
        assertThat(said(own)).isEmpty();
    }

    private static String path(String serial) {
        return "/api/v1/certificates/" + serial + "/revocation";
    }

    private Answer revoke(String reason) {
        return HTTP.postJson(path(serial), "{\"reason\": \"" + reason + "\"}", "Authorization", operator);
    }

    private JsonNode shown() {
        return HTTP.get("/api/v1/certificates/" + serial).json().get("revocation");
    }

    /** As the worker writes it down. */
    private void answers(String reason, long revision) {
        WEB.owner()
                .sql("insert into revocation values ('issuing', ?, ?, ?, '2026-11-21T10:00:00Z')")
                .params(serial, revision, reason)
                .update();
    }

    private static String issuedTo(KeyPair key) {
        long serial = nextSerial++;
        Published.issueTo(
                WEB.owner(),
                serial,
                UUID.randomUUID(),
                Octets.of(Csr.signedBy(key, "CN=own.example.org")),
                Published.NOW,
                Published.NOW.plus(Duration.ofDays(1)));
        return Long.toHexString(serial);
    }

    private static Answer prove(String serial, String reason, KeyPair key, String subject) {
        String proof =
                Pem.encode("CERTIFICATE REQUEST", Csr.signedBy(key, subject)).replace("\n", "\\n");
        return HTTP.postJson(path(serial), "{\"reason\": \"" + reason + "\", \"proof\": \"" + proof + "\"}");
    }

    private List<RevokeCertificate> said() throws Exception {
        return said(serial);
    }

    private static List<RevokeCertificate> said(String serial) throws Exception {
        return Said.revocations(WEB.owner(), serial);
    }
}
