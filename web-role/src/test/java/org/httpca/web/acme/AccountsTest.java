package org.httpca.web.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.acme.SignedCallsTest.refused;

import java.util.Map;
import org.httpca.web.Http;
import org.httpca.web.acme.account.ExternalKeys;
import org.httpca.web.acme.account.ExternalKeys.NewKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 8555, section 7.3. */
class AccountsTest {
    private static final String NEW_ACCOUNT = "/acme/new-account";
    private static final String KEY_CHANGE = "/acme/key-change";
    private final AcmeUnderTest acme = AcmeUnderTest.shared();

    @Test
    void aKeyHasOneAccount() {
        AcmeClient client = acme.client();
        refused(client.byKey(NEW_ACCOUNT, "{\"onlyReturnExisting\":true}"), 400, "accountDoesNotExist");
        Http.Answer made = client.register("{\"termsOfServiceAgreed\":true,\"contact\":[\"mailto:a@example.org\"]}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("status").asString()).isEqualTo("valid");
        assertThat(made.json().get("orders").asString()).isEqualTo(client.account() + "/orders");
        Http.Answer again = client.byKey(NEW_ACCOUNT, "{\"contact\":[\"mailto:b@example.org\"]}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Location")).isEqualTo(client.account());
        assertThat(again.json().at("/contact/0").asString()).isEqualTo("mailto:a@example.org");
        Http.Answer found = client.byKey(NEW_ACCOUNT, "{\"onlyReturnExisting\":true}");
        assertThat(found.header("Location")).isEqualTo(client.account());
    }

    @Test
    void contactsChange() {
        AcmeClient client = acme.registered();
        String own = "/acme/account/" + client.accountId();
        client.post(own, "{\"contact\":[\"mailto:c@example.org\"]}");
        assertThat(client.get(own).json().at("/contact/0").asString()).isEqualTo("mailto:c@example.org");
        client.post(own, "{}");
        assertThat(client.get(own).json().get("contact")).hasSize(1);
        client.post(own, "{\"contact\":[]}");
        assertThat(client.get(own).json().get("contact")).isEmpty();
        refused(client.post(own, "{\"status\":\"revoked\"}"), 400, "malformed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"tel:+1\"]|unsupportedContact",
                "[\"mailto:\"]|invalidContact",
                "[\"mailto:a@example.org,b@example.org\"]|invalidContact",
                "[\"mailto:a@example.org?cc=b@example.org\"]|invalidContact",
                "[\"mailto:a%0Ab@example.org\"]|invalidContact",
                "\"mailto:a@example.org\"|malformed",
                "[1]|malformed"
            })
    void contactsThatAreNone(String contact, String error) {
        refused(acme.client().byKey(NEW_ACCOUNT, "{\"contact\":" + contact + "}"), 400, error);
    }

    @Test
    void anAccountIsItsHoldersAlone() {
        AcmeClient one = acme.registered();
        AcmeClient other = acme.registered();
        refused(one.get("/acme/account/" + other.accountId()), 403, "unauthorized");
        refused(one.post("/acme/account/" + other.accountId(), "{\"status\":\"deactivated\"}"), 403, "unauthorized");
        assertThat(other.get("/acme/account/" + other.accountId())
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("valid");
        one.take(other.keys());
        refused(one.get("/acme/account/" + one.accountId()), 400, "malformed");
    }

    @Test
    void whatIsDeactivatedSignsNothing() {
        AcmeClient client = acme.registered();
        String own = "/acme/account/" + client.accountId();
        assertThat(client.post(own, "{\"status\":\"deactivated\"}")
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("deactivated");
        refused(client.get(own), 401, "unauthorized");
        refused(client.byKey(NEW_ACCOUNT, "{}"), 401, "unauthorized");
        refused(client.byKey(NEW_ACCOUNT, "{\"onlyReturnExisting\":true}"), 401, "unauthorized");
    }

    @Test
    void aKeyIsChangedByBoth() {
        AcmeClient client = acme.registered();
        Keys before = client.keys();
        Keys after = Keys.rsa(2048);
        Http.Answer changed =
                client.post(KEY_CHANGE, client.inner(after, KEY_CHANGE, change(client.account(), before)));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        refused(client.get("/acme/account/" + client.accountId()), 400, "badSignatureAlgorithm");
        client.take(after);
        assertThat(client.get("/acme/account/" + client.accountId()).status()).isEqualTo(200);
    }

    @Test
    void aKeyChangeThatDoesNotFitChangesNothing() {
        AcmeClient client = acme.registered();
        AcmeClient other = acme.registered();
        Keys before = client.keys();
        Keys after = Keys.ec("P-384");
        refused(
                client.post(KEY_CHANGE, client.inner(after, KEY_CHANGE, change(other.account(), before))),
                400,
                "malformed");
        refused(
                client.post(KEY_CHANGE, client.inner(after, KEY_CHANGE, change(client.account(), after))),
                400,
                "malformed");
        refused(
                client.post(KEY_CHANGE, client.inner(after, NEW_ACCOUNT, change(client.account(), before))),
                400,
                "malformed");
        refused(client.post(KEY_CHANGE, "{}"), 400, "malformed");
        Keys forged = new Keys(Keys.ec("P-384").pair(), "ES384", after.jwk());
        refused(
                client.post(KEY_CHANGE, client.inner(forged, KEY_CHANGE, change(client.account(), before))),
                400,
                "malformed");
        Http.Answer taken =
                client.post(KEY_CHANGE, client.inner(other.keys(), KEY_CHANGE, change(client.account(), before)));
        refused(taken, 409, "malformed");
        assertThat(taken.header("Location")).isEqualTo(other.account());
        assertThat(client.get("/acme/account/" + client.accountId()).status()).isEqualTo(200);
    }

    @Test
    void anOperatorsKeyBindsOneAccount() {
        try (AcmeUnderTest bound = AcmeUnderTest.start(Map.of("httpca.acme.external-account-required", true))) {
            ExternalKeys keys = bound.bean(ExternalKeys.class);
            NewKey key = keys.create("host-1").orElseThrow();
            AcmeClient client = bound.client();
            refused(client.byKey(NEW_ACCOUNT, "{}"), 403, "externalAccountRequired");
            String wrong = AcmeClient.base64("0123456789abcdef0123456789abcdef");
            refused(client.byKey(NEW_ACCOUNT, client.binding(key.kid(), wrong, NEW_ACCOUNT)), 403, "unauthorized");
            refused(
                    client.byKey(NEW_ACCOUNT, client.binding("nobody", key.hmacKey(), NEW_ACCOUNT)),
                    403,
                    "unauthorized");
            refused(client.byKey(NEW_ACCOUNT, client.binding(key.kid(), key.hmacKey(), KEY_CHANGE)), 400, "malformed");
            AcmeClient other = bound.client();
            refused(client.byKey(NEW_ACCOUNT, other.binding(key.kid(), key.hmacKey(), NEW_ACCOUNT)), 400, "malformed");
            assertThat(client.register(client.binding(key.kid(), key.hmacKey(), NEW_ACCOUNT))
                            .status())
                    .isEqualTo(201);
            refused(
                    other.byKey(NEW_ACCOUNT, other.binding(key.kid(), key.hmacKey(), NEW_ACCOUNT)),
                    403,
                    "unauthorized");
            NewKey revoked = keys.create("host-2").orElseThrow();
            keys.revoke("host-2").orElseThrow();
            refused(
                    other.byKey(NEW_ACCOUNT, other.binding(revoked.kid(), revoked.hmacKey(), NEW_ACCOUNT)),
                    403,
                    "unauthorized");
            assertThat(keys.revoke("host-2").isPassed()).isFalse();
        }
    }

    @Test
    void termsAreAgreedTo() {
        try (AcmeUnderTest terms =
                AcmeUnderTest.start(Map.of("httpca.acme.terms-of-service", "https://ca.example/terms"))) {
            assertThat(terms.http()
                            .get("/acme/directory")
                            .json()
                            .at("/meta/termsOfService")
                            .asString())
                    .isEqualTo("https://ca.example/terms");
            AcmeClient client = terms.client();
            refused(client.byKey(NEW_ACCOUNT, "{}"), 403, "userActionRequired");
            assertThat(client.register("{\"termsOfServiceAgreed\":true}").status())
                    .isEqualTo(201);
        }
    }

    static void rollOver(AcmeClient client, Keys after) {
        Http.Answer changed =
                client.post(KEY_CHANGE, client.inner(after, KEY_CHANGE, change(client.account(), client.keys())));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        client.take(after);
    }

    private static String change(String account, Keys oldKey) {
        return "{\"account\":\"" + account + "\",\"oldKey\":" + oldKey.jwk() + "}";
    }
}
