package org.httpca.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.api.SubmitTest.assertProblem;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.httpca.pki.RenewalProof;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.Published;
import org.httpca.web.WebUnderTest;
import org.httpca.web.token.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RenewalTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();

    private Renewable holder;
    private KeyPair fresh;

    @BeforeEach
    void issue() throws Exception {
        holder = Renewable.issued("www.renewed.example", "alt.renewed.example");
        fresh = Csr.key();
    }

    private static RequestCertificate said(Answer taken) throws Exception {
        assertThat(taken.status()).as(taken.text()).isEqualTo(202);
        String command = WEB.owner()
                .sql("select command from request where id = ?::uuid")
                .param(taken.json().get("id").asString())
                .query(String.class)
                .single();
        return (RequestCertificate) MessageJson.read(MessageType.REQUEST_CERTIFICATE, command);
    }

    @Test
    void withTheSameKeyTheRequestIsTheProof() throws Exception {
        Answer taken = HTTP.post(holder.path(), "application/x-pem-file", holder.sameKey());
        RequestCertificate command = said(taken);
        assertThat(command.replaces()).isEqualTo("issuing:" + holder.serial());
        assertThat(command.evidence()).isEmpty();
        assertThat(command.door()).isEqualTo("api");
        assertThat(command.principal()).isNull();
        assertThat(command.profile()).isEqualTo("server");
        assertThat(Objects.requireNonNull(command.requester()).name()).isEqualTo("Rosalind");
        assertThat(command.identifiers())
                .extracting(Identifier::value)
                .containsExactly("alt.renewed.example", "www.renewed.example");
        assertThat(taken.header("Location"))
                .isEqualTo("/api/v1/requests/" + taken.json().get("id").asString());
        assertThat(taken.json().get("withdrawalSecret").asString()).isNotBlank();
    }

    @Test
    void forANewKeyTheProofGoesWithIt() throws Exception {
        byte[] csr = Csr.signedBy(fresh, "CN=x", "www.renewed.example");
        byte[] proof = holder.proof(csr);
        RequestCertificate command = said(holder.renew(csr, proof));
        assertThat(RenewalProof.among(command.evidence())).contains(Octets.of(proof));
        assertThat(command.identifiers()).extracting(Identifier::value).containsExactly("www.renewed.example");
        assertThat(RenewalProof.check(
                                holder.serial(),
                                holder.certificate().spkiSha256(),
                                CertificationRequest.readDer(csr).orElseThrow(),
                                CertificationRequest.readDer(proof).orElseThrow())
                        .isPassed())
                .isTrue();
    }

    @Test
    void inPemTheProofStandsBehindTheRequest() throws Exception {
        byte[] csr = Csr.signedBy(fresh, "CN=x", "www.renewed.example");
        byte[] proof = holder.proof(csr);
        String both = Pem.encode("CERTIFICATE REQUEST", csr) + "\n" + Pem.encode("CERTIFICATE REQUEST", proof);
        RequestCertificate command =
                said(HTTP.post(holder.path(), "application/x-pem-file", both.getBytes(StandardCharsets.US_ASCII)));
        assertThat(command.proof().bytes()).isEqualTo(Octets.of(csr));
        assertThat(RenewalProof.among(command.evidence())).contains(Octets.of(proof));
    }

    @Test
    void aTokenIsNeitherNeededNorCounts() throws Exception {
        String reader = "Bearer " + WEB.token("renewal-reader", Scope.READ);
        RequestCertificate command =
                said(HTTP.post(holder.path(), "application/x-pem-file", holder.sameKey(), "Authorization", reader));
        assertThat(command.principal()).isNull();
    }

    @Test
    void theOldAndTheNewOneShowEachOther() {
        byte[] csr = Csr.signedBy(holder.key(), "CN=renew " + holder.serial(), holder.names());
        Answer taken = holder.renew(csr, null);
        assertThat(holder.shown().get("replacedBy").isEmpty())
                .as("not before it is issued")
                .isTrue();
        UUID id = UUID.fromString(taken.json().get("id").asString());
        String next =
                Long.toHexString(Renewable.issue(id, csr, Published.NOW.plus(Duration.ofDays(90)), holder.names()));

        JsonNode by = holder.shown().get("replacedBy").get(0);
        assertThat(by.get("serial").asString()).isEqualTo(next);
        assertThat(by.get("url").asString()).endsWith("/certificates/issuing:" + next);
        assertThat(holder.shown().get("replaces").isNull()).isTrue();
        JsonNode renewed = HTTP.get("/api/v1/certificates/" + next).json();
        assertThat(renewed.get("replaces").get("serial").asString()).isEqualTo(holder.serial());
        assertThat(renewed.get("replacedBy").isEmpty()).isTrue();
        assertThat(HTTP.get("/certificates/" + holder.serial()).text())
                .contains("Replaced by", "href=\"/certificates/issuing:" + next + "\"");
        assertThat(HTTP.get("/certificates/" + next, "Accept-Language", "nl").text())
                .contains("Vervangt", "href=\"/certificates/issuing:" + holder.serial() + "\"");
    }

    @Test
    void repeatedWithItsIdempotencyKeyItIsTheSameRequest() {
        byte[] csr = Csr.signedBy(fresh, "CN=x", holder.names());
        byte[] proof = holder.proof(csr);
        String id = holder.renew(csr, proof, "Idempotency-Key", "k")
                .json()
                .get("id")
                .asString();
        Answer again = holder.renew(csr, holder.proof(csr), "Idempotency-Key", "k");
        assertThat(again.status()).as(again.text()).isEqualTo(202);
        assertThat(again.json().get("id").asString()).isEqualTo(id);
    }

    @Test
    void replayedItIsRefused() {
        byte[] csr = Csr.signedBy(fresh, "CN=x", holder.names());
        byte[] proof = holder.proof(csr);
        assertThat(holder.renew(csr, proof).status()).isEqualTo(202);
        assertProblem(holder.renew(csr, proof), 409, "conflict");
        assertProblem(holder.renew(csr, proof, "Idempotency-Key", "another"), 409, "conflict");
    }

    @Test
    void aKeyThatWasUsedForAnotherCertificateIsRefused() throws Exception {
        Renewable other = Renewable.issued("www.renewed.example");
        byte[] csr = Csr.signedBy(fresh, "CN=x", "www.renewed.example");
        assertThat(holder.renew(csr, holder.proof(csr), "Idempotency-Key", "both")
                        .status())
                .isEqualTo(202);
        assertProblem(other.renew(csr, other.proof(csr), "Idempotency-Key", "both"), 409, "conflict");
    }

    @Test
    void otherNamesAreRefused() {
        byte[] csr = Csr.signedBy(fresh, "CN=x", "www.renewed.example", "more.renewed.example");
        assertProblem(holder.renew(csr, holder.proof(csr)), 403, "rejected-identifier");
    }

    @Test
    void anothersKeyIsRefused() throws Exception {
        byte[] csr = Csr.signedBy(fresh, "CN=x", holder.names());
        assertProblem(holder.renew(csr, null), 403, "forbidden");
        Renewable other = Renewable.issued("www.renewed.example");
        assertProblem(holder.renew(csr, other.proof(csr)), 403, "forbidden");
    }

    @Test
    void aProofForAnotherRequestIsRefused() throws Exception {
        byte[] csr = Csr.signedBy(fresh, "CN=x", holder.names());
        byte[] other = Csr.signedBy(Csr.key(), "CN=x", holder.names());
        assertProblem(holder.renew(csr, holder.proof(other)), 400, "malformed");
    }

    @Test
    void aRequestThatWasMadeForSomethingElseIsNoProof() {
        byte[] csr = Csr.signedBy(holder.key(), "CN=www.renewed.example", holder.names());
        Answer answer = holder.renew(csr, null);
        assertProblem(answer, 400, "malformed");
        assertThat(answer.text()).contains("renew " + holder.serial());
    }

    @ParameterizedTest
    @ValueSource(strings = {"superseded", "keyCompromise", "certificateHold"})
    void whatIsRevokedIsNotRenewed(String reason) {
        WEB.owner()
                .sql("insert into revocation (issuer, serial, revision, reason, at) values ('issuing', ?, 5, ?, now())")
                .params(holder.serial(), reason)
                .update();
        assertProblem(HTTP.post(holder.path(), "application/x-pem-file", holder.sameKey()), 409, "not-renewable");
    }

    @Test
    void whatNobodyAskedForHereIsNotRenewed() {
        Published.issue(WEB.owner(), 0x4dead, "imported.example", null);
        assertProblem(
                HTTP.post("/api/v1/certificates/4dead/renewal", "application/x-pem-file", holder.sameKey()),
                409,
                "not-renewable");
    }

    @Test
    void anUnknownCertificateIsNotFound() {
        assertProblem(
                HTTP.post("/api/v1/certificates/4deadbeef/renewal", "application/x-pem-file", holder.sameKey()),
                404,
                "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"csr\": \"no\"}", "{\"csr\": 7, \"proof\": {}}", "[]", "{"})
    void whatIsNoRequestIsRefused(String body) {
        Answer answer = HTTP.postJson(holder.path(), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    }

    @Test
    void whatIsNoProofIsRefused() {
        Answer answer = HTTP.postJson(
                holder.path(), "{\"csr\": " + Csr.inJson("www.renewed.example") + ", \"proof\": \"none\"}");
        assertProblem(answer, 400, "malformed");
    }
}
