package org.httpca.web.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.acme.FinalizeTest.finalizeOrder;
import static org.httpca.web.acme.SignedCallsTest.refused;
import static org.httpca.web.acme.TermsTest.with;

import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Published;
import org.httpca.web.WebUnderTest;
import org.httpca.web.token.Scope;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** RFC 9773. The certificates begin at {@link Published#NOW} and live for 90 days. */
class RenewalInfoTest {
    private static final String NEW_ORDER = "/acme/new-order";
    private static final String WINDOWS = "/api/v1/renewal-windows";
    private static final AtomicInteger TOKENS = new AtomicInteger();
    private final AcmeUnderTest acme = AcmeUnderTest.shared();
    private final JdbcClient owner = WebUnderTest.shared().owner();

    @Test
    void aCertificateIsRenewedAfterTwoThirdsOfItsLife() {
        long serial = issued(acme.registered());
        Http.Answer answer = acme.http().get(info(serial));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Retry-After")).isEqualTo("21600");
        Instant from = Published.NOW;
        assertThat(time(answer, "start"))
                .isBetween(from.plus(Duration.ofDays(60)).minusSeconds(2), from.plus(Duration.ofDays(60)));
        assertThat(time(answer, "end"))
                .isBetween(from.plus(Duration.ofDays(75)).minusSeconds(2), from.plus(Duration.ofDays(75)));
        assertThat(acme.http().get("/acme/directory").json().get("renewalInfo").asString())
                .isEqualTo(acme.base() + "/acme/renewal-info");
    }

    @Test
    void idsThatAreNone() {
        long serial = issued(acme.registered());
        String good = id(serial);
        String path = "/acme/renewal-info/";
        refused(acme.http().get(path + "nothing"), 400, "malformed");
        refused(acme.http().get(path + good + "="), 400, "malformed");
        refused(acme.http().get(path + "." + good), 400, "malformed");
        refused(acme.http().get(path + good.substring(0, good.indexOf('.')) + ".gA"), 400, "malformed"); // negative
        refused(acme.http().get(path + good.substring(0, good.indexOf('.')) + ".AAE"), 400, "malformed"); // not DER
        refused(acme.http().get(path + id(serial + 0x1000_0000L)), 404, "malformed");
        refused(acme.http().get(path + "AAAA" + good.substring(4)), 404, "malformed");
        refused(acme.http().get(path + "A".repeat(300) + ".AQ"), 400, "malformed");
    }

    @Test
    void whatIsRevokedIsRenewedAtOnce() {
        long serial = issued(acme.registered());
        owner.sql(
                        "insert into revocation (issuer, serial, revision, reason, at) values ('issuing', ?, 5, 'superseded', now())")
                .param(Long.toHexString(serial))
                .update();
        assertThat(time(acme.http().get(info(serial)), "end")).isBefore(Instant.now());
    }

    @Test
    void operatorsPullRenewalsForward() {
        AcmeClient client = acme.registered();
        long serial = issued(client);
        long other = issued(client);
        String token = operator();
        String body =
                "{\"reason\":\"a weak key\",\"explanationUrl\":\"https://ca.example/why\",\"until\":\"2099-01-01T00:00:00Z\","
                        + "\"issuer\":\"issuing\",\"profile\":\"server\",\"name\":\"OW\",\"serials\":[\""
                        + Long.toHexString(serial) + "\"]}";
        Http.Answer made = acme.http().postJson(WINDOWS, body, "Authorization", token);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().get("certificates").asInt()).isEqualTo(1);
        assertThat(made.json().get("madeBy").asString()).startsWith("token:");
        Http.Answer now = acme.http().get(info(serial));
        assertThat(time(now, "start")).isBefore(Instant.now());
        assertThat(now.json().get("explanationURL").asString()).isEqualTo("https://ca.example/why");
        assertThat(time(acme.http().get(info(other)), "start")).isAfter(Instant.now());
        // what comes after the window was made is not renewed again
        owner.sql("update certificate set received_at = now() + interval '1 second' where serial = ?")
                .param(Long.toHexString(serial))
                .update();
        assertThat(time(acme.http().get(info(serial)), "start")).isAfter(Instant.now());
        owner.sql("update certificate set received_at = now() - interval '1 hour' where serial = ?")
                .param(Long.toHexString(serial))
                .update();
        assertThat(acme.http().get(WINDOWS, "Authorization", token).text())
                .contains(made.json().get("id").asString());
        acme.http()
                .send(
                        "DELETE",
                        WINDOWS + "/" + made.json().get("id").asString(),
                        BodyPublishers.noBody(),
                        "Authorization",
                        token);
        assertThat(time(acme.http().get(info(serial)), "start")).isAfter(Instant.now());
    }

    @Test
    void aNameIsNoPattern() {
        long serial = issued(acme.registered());
        String token = operator();
        for (String name : new String[] {"o%", "o_n", ".*"}) {
            Http.Answer made = acme.http()
                    .postJson(WINDOWS, "{\"reason\":\"none\",\"name\":\"" + name + "\"}", "Authorization", token);
            assertThat(made.json().get("certificates").asInt()).as(name).isZero();
        }
        assertThat(time(acme.http().get(info(serial)), "start")).isAfter(Instant.now());
        for (String bad : new String[] {
            "{\"reason\":\"all\"}",
            "{\"name\":\"a\"}",
            "{\"reason\":\"r\",\"name\":\"a\\u0007\"}",
            "{\"reason\":\"r\",\"name\":\"a\",\"explanationUrl\":\"javascript:x\"}",
            "{\"reason\":\"r\",\"serials\":[\"xyz\"]}",
            "{\"reason\":\"r\",\"name\":\"a\",\"from\":\"2026-01-02T00:00:00Z\",\"until\":\"2026-01-01T00:00:00Z\"}",
        }) {
            assertThat(acme.http()
                            .postJson(WINDOWS, bad, "Authorization", token)
                            .status())
                    .as(bad)
                    .isEqualTo(400);
        }
    }

    @Test
    void anOrderReplacesACertificateOfItsAccountOnce() {
        AcmeClient client = acme.registered();
        long serial = issued(client);
        String replaces = "\"replaces\":\"" + id(serial) + "\"";
        refused(acme.registered().post(NEW_ORDER, with(replaces, "dns:own")), 403, "unauthorized");
        refused(client.post(NEW_ORDER, with(replaces, "dns:other.example")), 400, "malformed");
        refused(
                client.post(NEW_ORDER, with("\"replaces\":\"" + id(0x4617_ffff_ffffL) + "\"", "dns:own")),
                400,
                "malformed");
        refused(client.post(NEW_ORDER, with("\"replaces\":\"x\"", "dns:own")), 400, "malformed");
        String order = ReadyOrders.ready(client, with(replaces, "dns:own", "dns:more.example"));
        assertThat(client.get(order).json().get("replaces").asString()).isEqualTo(id(serial));
        refused(client.post(NEW_ORDER, with(replaces, "dns:own")), 409, "alreadyReplaced");
        finalizeOrder(client, order, Csr.der("own", "more.example"));
        JsonNode command = new JsonMapper().readTree(ReadyOrders.command(order));
        assertThat(command.get("replaces").asString()).isEqualTo("issuing:" + Long.toHexString(serial));
        assertThat(owner.sql("select count(*) from replacement where serial = ?")
                        .param(Long.toHexString(serial))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        owner.sql("update request set status = 'rejected', announce_at = null where id = ?")
                .param(ReadyOrders.request(order))
                .update();
        assertThat(client.post(NEW_ORDER, with(replaces, "dns:own")).status()).isEqualTo(201);
    }

    /** A certificate with the one name "own". */
    private static long issued(AcmeClient client) {
        String order = ReadyOrders.ready(client, OrdersTest.order("dns:own"));
        byte[] csr = Csr.der("own");
        finalizeOrder(client, order, csr);
        return ReadyOrders.issue(order, csr);
    }

    private static String operator() {
        return "Bearer " + WebUnderTest.shared().token("renewals-" + TOKENS.incrementAndGet(), Scope.OPERATOR);
    }

    private static Instant time(Http.Answer answer, String name) {
        return Instant.parse(answer.json().at("/suggestedWindow/" + name).asString());
    }

    private static String info(long serial) {
        return "/acme/renewal-info/" + id(serial);
    }

    private static String id(long serial) {
        byte[] key = SubjectKeyIdentifier.fromExtensions(Published.ISSUING.getExtensions())
                .getKeyIdentifier();
        return Base64URL.encode(key) + "."
                + Base64URL.encode(BigInteger.valueOf(serial).toByteArray());
    }
}
