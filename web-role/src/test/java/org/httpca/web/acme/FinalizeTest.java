package org.httpca.web.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.acme.OrdersTest.id;
import static org.httpca.web.acme.OrdersTest.order;
import static org.httpca.web.acme.OrdersTest.path;
import static org.httpca.web.acme.SignedCallsTest.refused;

import com.nimbusds.jose.util.Base64URL;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.httpca.acme.evidence.AccountConsent;
import org.httpca.acme.jws.AccountKey;
import org.httpca.message.MessageJson;
import org.httpca.pki.Octets;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Published;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** RFC 8555, sections 7.4, 7.4.2 and 7.6: from a ready order to a certificate, and its revocation. */
class FinalizeTest {
    private static final String NEW_ORDER = "/acme/new-order";
    private static final String REVOKE = "/acme/revoke-cert";
    private static final AtomicLong SERIALS = new AtomicLong(0x4616_0000_0000L);

    private final AcmeUnderTest acme = AcmeUnderTest.shared();
    private final JdbcClient owner = WebUnderTest.shared().owner();

    @Test
    void anOrderIsProcessingUntilItsRequestHasItsOutcome() {
        AcmeClient client = acme.registered();
        String order = ready(client, "dns:f1.example", "dns:f2.example");
        byte[] csr = Csr.der("f2.example", "f1.example");
        Http.Answer answer = finalizeOrder(client, order, csr);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("status").asString()).isEqualTo("processing");
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(client.get(order).header("Retry-After")).isNotEmpty();
        refused(client.get("/acme/cert/" + id(order)), 404, "malformed");
        assertThat(command(order)).contains("\"door\":\"acme\"", "acme:" + client.accountId());
        issue(order, csr);
        Http.Answer valid = client.get(order);
        assertThat(valid.json().get("status").asString()).isEqualTo("valid");
        String certificate = path(valid.json().get("certificate").asString());
        Http.Answer chain = client.get(certificate);
        assertThat(chain.header("Content-Type")).startsWith("application/pem-certificate-chain");
        assertThat(chain.text().split("BEGIN CERTIFICATE", -1)).hasSize(3);
        refused(acme.registered().get(certificate), 404, "malformed");
        refused(acme.http().get(certificate), 405, "malformed");
    }

    @Test
    void otherChainsAreNamedAndServed() throws Exception {
        AcmeClient client = acme.registered();
        String order = ready(client, "dns:chains.example");
        byte[] csr = Csr.der("chains.example");
        finalizeOrder(client, order, csr);
        issue(order, csr);
        String certificate = "/acme/cert/" + id(order);
        refused(client.get(certificate + "/2"), 404, "malformed");
        owner.sql("update issuer set alternates = array[der] where name = 'issuing'")
                .update();
        try {
            String alternate = "<" + acme.base() + certificate + "/2>;rel=\"alternate\"";
            Http.Answer answer = client.get(certificate);
            // what the signer has published is remembered for two seconds
            for (int i = 0; i < 50 && !links(answer).contains(alternate); i++) {
                Thread.sleep(100);
                answer = client.get(certificate);
            }
            assertThat(links(answer)).contains(alternate);
            Http.Answer other = client.get(certificate + "/2");
            assertThat(other.text().split("BEGIN CERTIFICATE", -1)).hasSize(3);
            assertThat(links(other)).contains("<" + acme.base() + certificate + ">;rel=\"alternate\"");
            refused(client.get(certificate + "/3"), 404, "malformed");
        } finally {
            owner.sql("update issuer set alternates = '{}' where name = 'issuing'")
                    .update();
        }
    }

    private static List<String> links(Http.Answer answer) {
        return answer.response().headers().allValues("Link");
    }

    @Test
    void aRejectedRequestIsAnInvalidOrder() {
        AcmeClient client = acme.registered();
        String order = ready(client, "dns:rejected.acme.example");
        finalizeOrder(client, order, Csr.der("rejected.acme.example"));
        owner.sql("update request set status = 'rejected', announce_at = null,"
                        + " problem = '{\"type\":\"rejected-identifier\",\"detail\":\"Not this one.\"}' where id = ?")
                .param(request(order))
                .update();
        Http.Answer invalid = client.get(order);
        assertThat(invalid.json().get("status").asString()).isEqualTo("invalid");
        assertThat(invalid.json().at("/error/type").asString())
                .isEqualTo("urn:ietf:params:acme:error:rejectedIdentifier");
        assertThat(invalid.json().at("/error/detail").asString()).isEqualTo("Not this one.");
    }

    @Test
    void onlyWhatIsReadyIsFinalizedAndOnce() {
        AcmeClient client = acme.registered();
        String pending =
                path(client.post(NEW_ORDER, order("dns:pending.example")).header("Location"));
        refused(finalizeOrder(client, pending, Csr.der("pending.example")), 403, "orderNotReady");
        String order = ready(client, "dns:once.example");
        refused(finalizeOrder(acme.registered(), order, Csr.der("once.example")), 404, "malformed");
        finalizeOrder(client, order, Csr.der("once.example"));
        UUID first = request(order);
        refused(finalizeOrder(client, order, Csr.der("once.example")), 403, "orderNotReady");
        assertThat(request(order)).isEqualTo(first);
    }

    /** What the signer decides by: the account's own word, and the worker's; nothing of this role's. */
    @Test
    void theEvidenceGoesWithTheRequest() {
        AcmeClient client = acme.registered();
        String order = ready(client, "dns:shown.example");
        owner.sql(
                        "update acme_challenge set evidence = 'eyJ.the.worker' where outcome = 'valid' and authorization_id in"
                                + " (select authorization_id from acme_order_authorization where order_id = ?::uuid)")
                .param(id(order))
                .update();
        byte[] csr = Csr.der("shown.example");

        finalizeOrder(client, order, csr);

        List<String> evidence = MessageJson.mapper()
                .readTree(command(order))
                .at("/evidence")
                .valueStream()
                .map(one -> one.asString())
                .toList();
        assertThat(evidence).hasSize(2).last().isEqualTo("eyJ.the.worker");
        AccountConsent consent = AccountConsent.verify(evidence.get(0)).orElseThrow();
        assertThat(consent.csr()).isEqualTo(Octets.of(csr));
        assertThat(consent.thumbprint())
                .isEqualTo(AccountKey.stored(client.keys().jwk()).thumbprint());
    }

    @Test
    void aCsrOfOtherNamesOrKeysFinalizesNothing() throws Exception {
        AcmeClient client = acme.registered();
        String order = ready(client, "dns:n1.example", "dns:n2.example");
        refused(finalizeOrder(client, order, Csr.der("n1.example")), 400, "badCSR");
        refused(finalizeOrder(client, order, Csr.der("n1.example", "n2.example", "n3.example")), 400, "badCSR");
        refused(finalizeOrder(client, order, Csr.der("n1.example", "n3.example")), 400, "badCSR");
        refused(finalizeOrder(client, order, new byte[] {1, 2, 3}), 400, "badCSR");
        byte[] forged = Csr.der("n1.example", "n2.example");
        forged[forged.length - 1] ^= 1;
        refused(finalizeOrder(client, order, forged), 400, "badCSR");
        refused(client.post(order + "/finalize", "{\"csr\":\"a+b=\"}"), 400, "malformed");
        refused(client.post(order + "/finalize", "{}"), 400, "malformed");
        assertThat(client.get(order).json().get("status").asString()).isEqualTo("ready");
        String own = ready(client, "dns:ownkey.example");
        byte[] ownKey = Csr.signedBy(client.keys().pair(), "CN=ownkey.example");
        refused(finalizeOrder(client, own, ownKey), 400, "badCSR");
        assertThat(client.get(own).json().get("status").asString()).isEqualTo("ready");
    }

    @Test
    void revocationByTheAccountThatOrdered() {
        AcmeClient client = acme.registered();
        String certificate = issued(client, "rev1.example", Csr.der("rev1.example"));
        AcmeClient other = acme.registered();
        refused(other.post(REVOKE, certificate), 403, "unauthorized");
        String badReason = certificate.replace("}", ",\"reason\":6}");
        refused(client.post(REVOKE, badReason), 400, "badRevocationReason");
        Http.Answer revoked = client.post(REVOKE, certificate.replace("}", ",\"reason\":4}"));
        assertThat(revoked.status()).as(revoked.text()).isEqualTo(200);
        assertThat(wishes("superseded", client)).isEqualTo(1);
        owner.sql("insert into revocation (issuer, serial, revision, reason, at)"
                        + " select issuer, serial, 5, reason, now() from revocation_request where principal = ?")
                .param("acme:" + client.accountId())
                .update();
        owner.sql("update revocation_request set announce_at = null where principal = ?")
                .param("acme:" + client.accountId())
                .update();
        refused(client.post(REVOKE, certificate.replace("}", ",\"reason\":4}")), 400, "alreadyRevoked");
    }

    @Test
    void revocationByAnAccountThatHoldsTheNames() {
        String certificate = issued(acme.registered(), "own", Csr.der("own"));
        AcmeClient other = acme.registered();
        ready(other, "dns:own");
        assertThat(other.post(REVOKE, certificate).status()).isEqualTo(200);
    }

    @Test
    void revocationByTheKeyOfTheCertificate() throws Exception {
        KeyPair pair = Csr.key();
        String certificate = issued(acme.registered(), "rev3.example", Csr.signedBy(pair, "CN=rev3.example"));
        refused(acme.client().byKey(REVOKE, certificate), 403, "unauthorized");
        AcmeClient holder = new AcmeClient(acme, Keys.of(pair));
        assertThat(holder.byKey(REVOKE, certificate.replace("}", ",\"reason\":1}"))
                        .status())
                .isEqualTo(200);
        refused(holder.byKey(REVOKE, "{\"certificate\":\"MAA\"}"), 404, "malformed");
    }

    private long wishes(String reason, AcmeClient client) {
        return owner.sql("select count(*) from revocation_request where reason = ? and principal = ?")
                .params(reason, "acme:" + client.accountId())
                .query(Long.class)
                .single();
    }

    /** The payload that revokes what is issued for it. */
    private String issued(AcmeClient client, String name, byte[] csr) {
        String order = ready(client, "dns:" + name);
        Http.Answer answer = finalizeOrder(client, order, csr);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        issue(order, csr);
        byte[] der = owner.sql("select der from certificate where request_id = ?")
                .param(request(order))
                .query(byte[].class)
                .single();
        return "{\"certificate\":\"" + Base64URL.encode(der) + "\"}";
    }

    private void issue(String order, byte[] csr) {
        Published.issueTo(
                owner,
                SERIALS.incrementAndGet(),
                request(order),
                Octets.of(csr),
                Published.NOW,
                Published.NOW.plus(Duration.ofDays(90)));
    }

    static Http.Answer finalizeOrder(AcmeClient client, String order, byte[] csr) {
        return client.post(order + "/finalize", "{\"csr\":\"" + Base64URL.encode(csr) + "\"}");
    }

    private UUID request(String order) {
        return owner.sql("select request_id from acme_order where id = ?::uuid")
                .param(id(order))
                .query(UUID.class)
                .single();
    }

    private String command(String order) {
        return owner.sql("select command from request where id = ?")
                .param(request(order))
                .query(String.class)
                .single();
    }

    /** The path of an order whose names the worker found to be the client's. */
    private String ready(AcmeClient client, String... identifiers) {
        Http.Answer made = client.post(NEW_ORDER, order(identifiers));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String order = path(made.header("Location"));
        owner.sql("""
                        update acme_challenge set outcome = 'valid', decided_at = now(), thumbprint =
                          (select k.thumbprint from acme_account k join acme_order o on o.account_id = k.id where o.id = ?::uuid)
                        where id in
                          (select distinct on (c.authorization_id) c.id from acme_challenge c
                           join acme_order_authorization o on o.authorization_id = c.authorization_id where o.order_id = ?::uuid)""").params(id(order), id(order)).update();
        assertThat(client.get(order).json().get("status").asString()).isEqualTo("ready");
        return order;
    }
}
