package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.httpca.web.Csr;
import org.httpca.web.Http.Answer;
import org.httpca.web.Published;
import org.httpca.web.openid.SimulatedProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Operators who sign in at a simulated provider, and whoever would like to be one. */
class OpenIdPagesTest {
    private static final long SERIAL = 0x5ec0000000L;
    private static final String ATTEMPT = "httpca-openid";
    private static final String SESSION = "httpca-session";
    private static SimulatedProvider provider;
    private static ConfigurableApplicationContext role;
    private static ConfigurableApplicationContext withoutOperators;

    private OpenIdBrowser browser;

    @BeforeAll
    static void start() throws Exception {
        provider = new SimulatedProvider();
        role = OpenIdBrowser.role("openid", provider.issuer(), List.of("ca-operators", "ca-chiefs"));
        withoutOperators = OpenIdBrowser.role("openid-closed", provider.issuer(), List.of());
        Published.issue(Forms.WEB.owner(), SERIAL, "openid.example", null);
        for (ConfigurableApplicationContext each : List.of(role, withoutOperators)) {
            new OpenIdBrowser(OpenIdBrowser.http(each)).awaitProvider();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        role.close();
        withoutOperators.close();
        provider.close();
    }

    @BeforeEach
    void browser() {
        browser = new OpenIdBrowser(OpenIdBrowser.http(role));
    }

    @AfterEach
    void behave() {
        provider.behave();
    }

    @Test
    void anOperatorSignsInWorksAndLeaves() throws Exception {
        Answer ask = browser.get("/certificates?q=openid.example");
        PagePromises.kept(ask.text());
        assertThat(ask.status()).isEqualTo(401);
        assertThat(ask.text()).contains("Sign in with simulated", "action=\"/operator/openid\"", "name=\"bearer\"");

        Answer off = browser.post("/operator/openid", "q", "openid.example");
        PagePromises.kept(off.text());
        assertThat(off.header("Cache-Control")).isEqualTo("no-store");
        assertThat(off.header("Content-Security-Policy")).contains("form-action 'self';");
        assertThat(off.header("Set-Cookie")).startsWith(ATTEMPT + "=").contains("Max-Age=600");
        URI there = OpenIdBrowser.refresh(off);
        assertThat(there.toString()).startsWith(provider.issuer() + "/authorize?");
        assertThat(SimulatedProvider.parameters(there.getRawQuery()))
                .containsEntry("tenant", "one")
                .containsEntry("response_type", "code")
                .containsEntry("scope", "openid profile")
                .containsEntry("client_id", SimulatedProvider.CLIENT)
                .containsEntry("redirect_uri", "http://ca.example:8080/operator/openid")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce", "code_challenge");

        Answer back = browser.back(provider.signIn(there));
        assertThat(back.status()).isEqualTo(303);
        assertThat(back.header("Location")).endsWith("/certificates?q=openid.example");
        assertThat(browser.cookie(ATTEMPT)).isEmpty();
        Answer found = browser.get("/certificates?q=openid.example");
        PagePromises.kept(found.text());
        assertThat(found.text())
                .contains(
                        "Signed in as", "Olga &lt;b&gt;Operator&lt;/b&gt; (openid:simulated:olga-1)", "openid.example");

        revokes(Forms.formToken(found));
        Answer left = browser.post("/operator/leave", "token", Forms.formToken(found));
        assertThat(left.header("Location")).endsWith("/operator/left");
        assertThat(browser.isOperator()).isFalse();
        Answer page = browser.get("/operator/left");
        PagePromises.kept(page.text());
        assertThat(page.text()).contains("Leave simulated, too");
        assertThat(OpenIdBrowser.refresh(browser.post("/operator/left")))
                .hasToString(provider.issuer() + "/end?client_id=ca+client");
    }

    private void revokes(String token) {
        String page = "/certificates/issuing:" + Long.toHexString(SERIAL);
        Answer sent = browser.post(page + "/revocation", "reason", "superseded", "act", "send", "token", token);
        assertThat(sent.status()).as(sent.text()).isEqualTo(303);
        assertThat(Forms.WEB
                        .owner()
                        .sql("select principal from revocation_request where serial = ?")
                        .param(Long.toHexString(SERIAL))
                        .query(String.class)
                        .list())
                .containsExactly("openid:simulated:olga-1");
    }

    @Test
    void whoIsNoOperatorIsToldSoAndGetsNoSession() throws Exception {
        for (Object groups : new Object[] {List.of("staff"), List.of(), "staff", 7, List.of(List.of("ca-operators"))}) {
            provider.says((it, claims) -> SimulatedProvider.sign(it, claims.claim("groups", groups)));
            refused(signIn(), 403, "You are no operator here");
        }
        provider.says((it, claims) -> SimulatedProvider.sign(it, claims.claim("groups", null)));
        Answer page = signIn();
        refused(page, 403, "You are no operator here");
        assertThat(page.text()).contains("Olga &lt;b&gt;Operator&lt;/b&gt;");
        provider.says((it, claims) -> SimulatedProvider.sign(it, claims.claim("groups", "ca-chiefs")));
        assertThat(signIn().status()).as("a text for a list of one").isEqualTo(303);
    }

    /** Begun at one role and finished at another, which accepts all of it and lets nobody in. */
    @Test
    void anyRoleFinishesAndWithoutAMappingNobodyGetsIn() throws Exception {
        URI there = browser.begin();
        browser = browser.at(OpenIdBrowser.http(withoutOperators));
        refused(browser.back(provider.signIn(there)), 403, "You are no operator here");
        String alarms = Forms.WEB
                .owner()
                .sql("select body from heartbeat where instance = 'openid-closed'")
                .query(String.class)
                .single();
        assertThat(alarms).contains("httpca.openid.operators.values is empty: nobody signs in");

        browser = new OpenIdBrowser(OpenIdBrowser.http(withoutOperators));
        URI other = browser.begin();
        browser = browser.at(OpenIdBrowser.http(role));
        assertThat(browser.back(provider.signIn(other)).status()).isEqualTo(303);
        assertThat(browser.isOperator()).isTrue();
        assertThat(browser.at(OpenIdBrowser.http(withoutOperators)).isOperator())
                .as("what granted it is no operator's there")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "iss", "code"})
    void anAnswerWithAPartThatIsWrongOrMissingOrTwiceIsNone(String part) throws Exception {
        boolean stale = part.equals("state");
        for (int i = 0; i < 3; i++) {
            Map<String, String> answer = new LinkedHashMap<>(provider.signIn(browser.begin()));
            String right = answer.remove(part);
            if (i == 1) {
                answer.put(part, part.equals("iss") ? "https://other.example" : "x");
            }
            String query = SimulatedProvider.query(answer);
            Answer refused =
                    browser.get("/operator/openid" + query + (i == 2 ? "&" + part + "=x&" + part + "=" + right : ""));
            refused(
                    refused,
                    stale || i == 2 ? 400 : 403,
                    stale || i == 2 ? "This sign-in is over" : "The answer of simulated does not hold");
        }
    }

    /** Whoever lures an operator's browser to an answer of another attempt signs nobody in, neither as themselves nor as the operator. */
    @Test
    void anAnswerIsForTheBrowserThatBeganAlone() throws Exception {
        OpenIdBrowser thief = browser.at(OpenIdBrowser.http(role));
        Map<String, String> thiefs = provider.signIn(thief.begin());
        refused(browser.back(thiefs), 400, "This sign-in is over");
        URI own = browser.begin();
        refused(browser.back(thiefs), 400, "This sign-in is over");

        own = browser.begin();
        Map<String, String> stolen = new LinkedHashMap<>(provider.signIn(own));
        URI thiefsNext = thief.begin();
        stolen.put(
                "state", SimulatedProvider.parameters(thiefsNext.getRawQuery()).get("state"));
        refused(
                thief.back(stolen),
                403,
                "The answer of simulated does not hold"); // PKCE: the code is the other attempt's
    }

    @Test
    void anAnswerCountsOnce() throws Exception {
        Map<String, String> answer = provider.signIn(browser.begin());
        OpenIdBrowser copy = browser.at(OpenIdBrowser.http(role));
        assertThat(browser.back(answer).status()).isEqualTo(303);
        refused(browser.back(answer), 400, "This sign-in is over", true);
        refused(copy.back(answer), 403, "The answer of simulated does not hold", true);
        assertThat(copy.isOperator()).isFalse();
    }

    @Test
    void whatTheProviderDeclinesIsSaidWithoutItsWords() throws Exception {
        Map<String, String> answer = new LinkedHashMap<>(provider.signIn(browser.begin()));
        answer.remove("code");
        answer.put("error", "access_denied");
        answer.put("error_description", "Call the helpful thief");
        Answer declined = browser.back(answer);
        refused(declined, 403, "simulated signed nobody in");
        assertThat(declined.text()).doesNotContain("helpful", "access_denied");
    }

    /** The session that is an operator's is none that anybody had before. */
    @Test
    void theSessionIsAnotherAfterwardsAndItsFormsAreItsOwn() throws Exception {
        browser.post("/", "csr", Csr.pem("openid-before.example"));
        String before = browser.cookie(SESSION);
        assertThat(before).isNotEmpty();
        assertThat(browser.post("/operator/openid").status())
                .as("without the form's token")
                .isEqualTo(403);
        String token = Forms.formToken(browser.get("/requests"));
        Answer back = browser.back(provider.signIn(browser.begin("token", token)));
        assertThat(back.status()).isEqualTo(303);
        assertThat(browser.cookie(SESSION)).isNotEqualTo(before);
        assertThat(browser.get("/requests").text()).contains("openid-before.example");
        OpenIdBrowser fixed = new OpenIdBrowser(OpenIdBrowser.http(role));
        fixed.cookie(SESSION, before);
        assertThat(fixed.isOperator()).isFalse();
    }

    /** Wherever a form or a cookie says to go back to, it is a page of ours. */
    @Test
    void theWayBackLeadsNowhereElse() {
        for (String elsewhere : List.of("//evil.example", "https://evil.example", "/\\evil.example", "..%2f..")) {
            Answer back = browser.back(provider.signIn(browser.begin("certificate", elsewhere, "page", elsewhere)));
            assertThat(back.header("Location")).matches("(http://127\\.0\\.0\\.1:\\d+)?/certificates(\\?page=.*)?");
            browser = new OpenIdBrowser(OpenIdBrowser.http(role));
            for (String kept : List.of(elsewhere, "certificate=" + elsewhere, "back=" + elsewhere, "q=%", "=&&=")) {
                String[] forged = SimulatedProvider.forgedAttempt(kept);
                browser.cookie(ATTEMPT, forged[0]);
                Map<String, String> answer = new LinkedHashMap<>(provider.signIn(browser.begin()));
                browser.cookie(ATTEMPT, forged[0]);
                answer.put("state", forged[1]);
                assertThat(browser.back(answer).header("Location")).isEmpty(); // the code is another attempt's
            }
        }
        Answer wanted =
                browser.back(provider.signIn(browser.begin("certificate", "issuing:" + Long.toHexString(SERIAL))));
        assertThat(wanted.header("Location")).endsWith("/certificates/issuing:" + Long.toHexString(SERIAL) + "#revoke");
    }

    @Test
    void itEndsWithItsTimeItsGroundAndItsProvider() {
        for (String change : List.of(
                "ends_at = now() - interval '1 second'",
                "ends_at = now() + interval '9 hours'",
                "granted = '{former-operators}'",
                "issuer = issuer || '/other'")) {
            assertThat(signIn().status()).isEqualTo(303);
            assertThat(browser.isOperator()).isTrue();
            Forms.WEB.owner().sql("update browser_session_openid set " + change).update();
            assertThat(browser.isOperator()).as(change).isFalse();
            browser();
        }
        assertThat(signIn().status()).isEqualTo(303);
        assertThat(browser.at(Forms.HTTP).isOperator())
                .as("where OpenID Connect is off")
                .isFalse();
    }

    private Answer signIn() {
        return browser.back(provider.signIn(browser.begin()));
    }

    private void refused(Answer answer, int status, String text) throws Exception {
        refused(answer, status, text, false);
    }

    private void refused(Answer answer, int status, String text, boolean operator) throws Exception {
        PagePromises.kept(answer.text());
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains(text);
        assertThat(answer.header("Set-Cookie")).doesNotContain(SESSION);
        assertThat(browser.isOperator()).isEqualTo(operator);
    }
}
