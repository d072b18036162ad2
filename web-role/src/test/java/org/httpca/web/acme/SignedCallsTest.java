package org.httpca.web.acme;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.httpca.web.Http;
import org.httpca.web.acme.nonce.Nonces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** RFC 8555, section 6: what is signed, how, and what is refused. */
class SignedCallsTest {
    private static final String NEW_ACCOUNT = "/acme/new-account";
    private final AcmeUnderTest acme = AcmeUnderTest.shared();

    @Test
    void isNotThereWhereItIsSwitchedOff() {
        try (AcmeUnderTest closed = AcmeUnderTest.start(Map.of("httpca.acme.enabled", false))) {
            Http off = closed.http();
            assertThat(off.get("/acme/directory").status()).isEqualTo(404);
            assertThat(off.get("/acme/new-nonce").status()).isEqualTo(404);
            Http.Answer posted = off.post(NEW_ACCOUNT, "application/jose+json", "{}".getBytes(StandardCharsets.UTF_8));
            assertThat(posted.status()).isEqualTo(404);
            assertThat(posted.header("Replay-Nonce")).isEmpty();
        }
    }

    @Test
    void theDirectoryNamesTheAddressesByWhichTheClientCame() {
        Http.Answer answer = acme.http().get("/acme/directory");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json().get("newAccount").asString()).isEqualTo(acme.base() + NEW_ACCOUNT);
        assertThat(answer.json().at("/meta/externalAccountRequired").asBoolean(true))
                .isFalse();
        Http.Answer outside = acme.http().get("/acme/directory", "Host", "ca.example:8080");
        assertThat(outside.json().get("newNonce").asString()).isEqualTo("http://ca.example:8080/acme/new-nonce");
    }

    @Test
    void noncesComeByHeadAndGetAndAreEachAnother() {
        Http.Answer head = acme.http().send("HEAD", "/acme/new-nonce", BodyPublishers.noBody());
        Http.Answer get = acme.http().get("/acme/new-nonce");
        assertThat(head.status()).isEqualTo(200);
        assertThat(get.status()).isEqualTo(204);
        assertThat(get.header("Cache-Control")).isEqualTo("no-store");
        assertThat(get.header("Link")).isEqualTo("<" + acme.base() + "/acme/directory>;rel=\"index\"");
        assertThat(head.header("Replay-Nonce")).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(get.header("Replay-Nonce"));
    }

    static Stream<Keys> keys() {
        return Stream.of(
                Keys.ec("P-256"), Keys.ec("P-384"), Keys.ec("P-521"), Keys.rsa(2048), Keys.rsa(3072), Keys.ed25519());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void eachKindOfKeyMakesAnAccountAndSigns(Keys keys) {
        AcmeClient client = new AcmeClient(acme, keys);
        Http.Answer made = client.register("{\"contact\":[\"mailto:a@example.org\"]}");
        assertThat(made.status()).isEqualTo(201);
        Http.Answer shown = client.get("/acme/account/" + client.accountId());
        assertThat(shown.status()).as(shown.text()).isEqualTo(200);
        assertThat(shown.json().at("/contact/0").asString()).isEqualTo("mailto:a@example.org");
        assertThat(shown.header("Replay-Nonce")).isNotEmpty();
        assertThat(shown.header("Link")).contains("rel=\"index\"");
    }

    @Test
    void aNonceIsTakenOnceByWhicheverRole() {
        try (AcmeUnderTest other = AcmeUnderTest.start(Map.of("httpca.instance", "acme-2"))) {
            AcmeClient client = acme.client();
            ObjectNode header = client.keyHeader(NEW_ACCOUNT).put("nonce", other.nonce());
            String jws = client.jws(header, "{}");
            assertThat(acme.post(NEW_ACCOUNT, jws).status()).isEqualTo(201);
            Http.Answer again = acme.post(NEW_ACCOUNT, jws);
            refused(again, 400, "badNonce");
            assertThat(again.header("Replay-Nonce")).isNotEmpty();
            header.put("url", other.base() + NEW_ACCOUNT);
            refused(other.post(NEW_ACCOUNT, client.jws(header, "{}")), 400, "badNonce");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aNonceOfOursAloneIsTaken(String nonce) {
        AcmeClient client = acme.client();
        refused(send(client, client.keyHeader(NEW_ACCOUNT).put("nonce", nonce)), 400, "badNonce");
    }

    @Test
    void aNonceThatWasAlteredIsNotTaken() {
        AcmeClient client = acme.client();
        String nonce = acme.nonce();
        char last = nonce.charAt(10);
        String altered = nonce.substring(0, 10) + (last == 'A' ? 'B' : 'A') + nonce.substring(11);
        refused(send(client, client.keyHeader(NEW_ACCOUNT).put("nonce", altered)), 400, "badNonce");
        refused(send(client, client.keyHeader(NEW_ACCOUNT).put("nonce", nonce + "=")), 400, "malformed");
        assertThat(send(client, client.keyHeader(NEW_ACCOUNT).put("nonce", nonce))
                        .status())
                .isEqualTo(201);
    }

    /** Only what is used up there waits for no disk. */
    @Test
    void aNonceIsUsedUpWithoutAWaitForTheDisk() {
        JdbcClient web = acme.bean(JdbcClient.class);
        Nonces nonces = acme.bean(Nonces.class);
        TransactionTemplate transaction =
                new TransactionTemplate(new JdbcTransactionManager(acme.bean(DataSource.class)));
        transaction.executeWithoutResult(status -> {
            web.sql("select set_config('synchronous_commit', 'on', true)")
                    .query(String.class)
                    .single();
            nonces.use(nonces.check(new Base64URL(nonces.next()).decode()));
            assertThat(waits(web)).isEqualTo("off");
        });
        String before = waits(web);
        nonces.use(nonces.check(new Base64URL(nonces.next()).decode()));
        assertThat(waits(web)).isEqualTo(before);
    }

    private static String waits(JdbcClient web) {
        return web.sql("show synchronous_commit").query(String.class).single();
    }

    @Test
    void aWrongSignatureDoesNotUseTheNonceUp() {
        AcmeClient client = acme.client();
        ObjectNode header = client.keyHeader(NEW_ACCOUNT);
        String jws = client.jws(header, "{}");
        String forged = jws.replace(AcmeClient.base64("{}"), AcmeClient.base64("{ }"));
        refused(acme.post(NEW_ACCOUNT, forged), 400, "malformed");
        assertThat(acme.post(NEW_ACCOUNT, jws).status()).isEqualTo(201);
    }

    @Test
    void theAddressThatWasSignedIsTheOneThatWasCalled() {
        AcmeClient client = acme.client();
        for (String url : new String[] {
            acme.base() + "/acme/new-order",
            "http://other.example" + NEW_ACCOUNT,
            acme.base() + NEW_ACCOUNT + "?a=b",
            ""
        }) {
            refused(send(client, client.keyHeader(NEW_ACCOUNT).put("url", url)), 403, "unauthorized");
        }
        ObjectNode without = client.keyHeader(NEW_ACCOUNT);
        without.remove("url");
        refused(send(client, without), 400, "malformed");
    }

    @Test
    void eitherKeyOrAccountAndTheOneThatIsWanted() {
        AcmeClient client = acme.registered();
        String own = "/acme/account/" + client.accountId();
        ObjectNode both = client.header(own);
        both.set("jwk", client.keyHeader(own).get("jwk"));
        refused(acme.post(own, client.jws(both, "")), 400, "malformed");
        ObjectNode neither = client.header(own);
        neither.remove("kid");
        refused(acme.post(own, client.jws(neither, "")), 400, "malformed");
        refused(client.byKey(own, ""), 400, "malformed");
        refused(client.post(NEW_ACCOUNT, "{}"), 400, "malformed");
    }

    @Test
    void algorithms() {
        AcmeClient client = acme.client();
        for (String algorithm : new String[] {"none", "HS256", "PS256", "es256", "ES384", "RS256", "EdDSA"}) {
            Http.Answer answer = send(client, client.keyHeader(NEW_ACCOUNT).put("alg", algorithm));
            refused(answer, 400, "badSignatureAlgorithm");
            assertThat(answer.json().get("algorithms").toString())
                    .isEqualTo("[\"ES256\",\"ES384\",\"ES512\",\"RS256\",\"EdDSA\"]");
        }
        ObjectNode critical = client.keyHeader(NEW_ACCOUNT);
        critical.putArray("crit").add("b64");
        refused(send(client, critical), 400, "malformed");
    }

    @Test
    void unsoundKeysAreRefused() {
        AcmeClient small = new AcmeClient(acme, Keys.rsa(1024));
        refused(small.byKey(NEW_ACCOUNT, "{}"), 400, "badPublicKey");
        Keys rsa = Keys.rsa(2048);
        BigInteger modulus = ((java.security.interfaces.RSAPublicKey) rsa.pair().getPublic()).getModulus();
        refused(withJwk(rsa, Keys.rsaJwk(modulus, BigInteger.ONE)), 400, "badPublicKey");
        refused(withJwk(rsa, Keys.rsaJwk(modulus.shiftLeft(8000), BigInteger.valueOf(65537))), 400, "badPublicKey");
        Keys ec = Keys.ec("P-256");
        refused(withJwk(ec, ec.jwk().replaceFirst("\"y\":\"....", "\"y\":\"AAAA")), 400, "badPublicKey");
        refused(withJwk(ec, ec.jwk().replace("{", "{\"d\":\"AAAA\",")), 400, "badPublicKey");
        refused(withJwk(ec, "{\"kty\":\"oct\",\"k\":\"AAAA\"}"), 400, "badPublicKey");
        refused(withJwk(ec, "{}"), 400, "malformed");
    }

    private Http.Answer withJwk(Keys keys, String jwk) {
        AcmeClient client = new AcmeClient(acme, new Keys(keys.pair(), keys.algorithm(), jwk));
        return client.byKey(NEW_ACCOUNT, "{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "no JSON",
                "{\"protected\":1,\"payload\":\"\",\"signature\":\"\"}",
                "{\"protected\":\"e30\",\"payload\":\"\",\"signature\":\"\"}",
                "{\"protected\":\"e30\",\"payload\":\"\",\"signature\":\"\",\"header\":{}}",
                "{\"payload\":\"\",\"signatures\":[]}",
                "{\"protected\":\"e30\",\"protected\":\"e30\",\"payload\":\"\",\"signature\":\"\"}",
                "{\"protected\":\"e30=\",\"payload\":\"\",\"signature\":\"\"}",
                "{\"protected\":\"e31\",\"payload\":\"\",\"signature\":\"\"}",
                "{\"protected\":\"e30\",\"payload\":\"\",\"signature\":\"\"} {}"
            })
    void whatIsNoFlattenedJwsIsRefused(String body) {
        Http.Answer answer = acme.post(NEW_ACCOUNT, body);
        refused(answer, 400, "malformed");
        assertThat(answer.header("Replay-Nonce")).isNotEmpty();
    }

    @Test
    void sizesTypesAndMethods() {
        AcmeClient client = acme.client();
        String large = client.jws(client.keyHeader(NEW_ACCOUNT), "{\"a\":\"" + "a".repeat(128 * 1024) + "\"}");
        refused(acme.post(NEW_ACCOUNT, large), 413, "malformed");
        refused(
                acme.http().post(NEW_ACCOUNT, "application/json", "{}".getBytes(StandardCharsets.UTF_8)),
                415,
                "malformed");
        refused(acme.http().get(NEW_ACCOUNT), 405, "malformed");
        refused(acme.http().get("/acme/nothing"), 404, "malformed");
    }

    private Http.Answer send(AcmeClient client, ObjectNode header) {
        return acme.post(NEW_ACCOUNT, client.jws(header, "{}"));
    }

    static void refused(Http.Answer answer, int status, String error) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("type").asString()).isEqualTo("urn:ietf:params:acme:error:" + error);
        assertThat(answer.json().get("detail").asString()).isNotBlank();
    }
}
