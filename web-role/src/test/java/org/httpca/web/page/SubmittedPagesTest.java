package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.page.Forms.HTTP;
import static org.httpca.web.page.Forms.WEB;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.Test;

/** What a browser that submitted something finds again, and may do. */
class SubmittedPagesTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
    private static final Pattern COOKIE = Pattern.compile("httpca-session=([A-Za-z0-9_-]{43});.*");

    @Test
    void nobodyGetsASessionByLooking() throws Exception {
        long before = sessions();

        for (Answer answer : List.of(
                Forms.get("/"),
                Forms.get("/requests"),
                Forms.post("/", "csr", "nothing"),
                Forms.post("/", "csr", Csr.pem("look.example"), "act", "check"),
                Forms.post("/requests/forget"))) {
            assertThat(answer.header("Set-Cookie")).isEmpty();
            assertThat(answer.text()).doesNotContain("name=\"token\"");
        }
        PagePromises.kept(Forms.get("/requests").text());
        assertThat(sessions()).isEqualTo(before);
    }

    @Test
    void aSubmissionMakesOneOfWhichTheDatabaseHasAHash() throws Exception {
        Answer answer = Forms.post("/", "csr", Csr.pem("kept.example"));

        assertThat(answer.header("Set-Cookie"))
                .contains("; Path=/;", "; HttpOnly", "; SameSite=Lax", "Max-Age=2592000")
                .doesNotContain("Secure");
        Matcher cookie = COOKIE.matcher(answer.header("Set-Cookie"));
        assertThat(cookie.matches()).isTrue();
        byte[] sha256 =
                MessageDigest.getInstance("SHA-256").digest(cookie.group(1).getBytes(StandardCharsets.US_ASCII));
        assertThat(WEB.owner()
                        .sql("select count(*) from browser_session where sha256 = ?")
                        .param(sha256)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        PagePromises.kept(answer.text());
        assertThat(answer.text()).contains("This browser can withdraw the request without it");
    }

    @Test
    void eachBrowserFindsItsOwnAndNoOther() throws Exception {
        Browser mine = new Browser("mine.example");
        Browser other = new Browser("other.example");
        Answer second = mine.post("/", "csr", Csr.pem("second.example", "www.second.example"), "token", mine.token());

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.header("Set-Cookie")).isEmpty();
        Answer list = mine.get("/requests");
        PagePromises.kept(list.text());
        assertThat(list.header("Cache-Control")).isEqualTo("no-store");
        assertThat(list.text())
                .containsSubsequence("second.example", "and one more name", "mine.example")
                .doesNotContain("other.example");
        assertThat(mine.get("/").text()).contains("2 requests");
        assertThat(other.get("/requests").text()).contains("other.example").doesNotContain("mine.example");
        for (String forged : List.of("httpca-session=" + "x".repeat(43), "httpca-session=", "httpca-session='--")) {
            assertThat(Forms.get("/requests", "Cookie", forged).text())
                    .contains("Nothing that was submitted with this browser")
                    .doesNotContain("mine.example");
        }
        assertThat(Forms.get("/requests", "Cookie", "__Host-" + mine.cookie).text())
                .as("the name of another scheme")
                .doesNotContain("mine.example");
    }

    @Test
    void withdrawsItsOwnWithTheTokenOfItsFormAlone() throws Exception {
        Browser mine = new Browser("takenback.example");
        Browser other = new Browser("another.example");
        String withdrawal = mine.path + "/withdrawal";

        for (String token : List.of("", "x", "x".repeat(86), "!".repeat(86), other.token())) {
            Answer refused = mine.post(withdrawal, "token", token);
            assertThat(refused.status()).isEqualTo(403);
            PagePromises.kept(refused.text());
            assertThat(refused.text()).contains("This form is out of date");
        }
        assertThat(other.post(withdrawal, "token", other.token()).status()).isEqualTo(403);
        assertThat(Forms.post(withdrawal, "token", mine.token()).status()).isEqualTo(403);
        assertThat(withdrawalAsked(mine)).isFalse();

        assertThat(mine.get(mine.path).text())
                .contains("without the secret")
                .doesNotContain("id=\"withdrawal-secret\"");
        assertThat(other.get(mine.path).text()).contains("id=\"withdrawal-secret\"");
        Answer done = mine.post(withdrawal, "token", mine.token());
        assertThat(done.status()).isEqualTo(303);
        assertThat(done.header("Location")).endsWith(mine.path + "?withdrawal=sent");
        assertThat(withdrawalAsked(mine)).isTrue();
    }

    @Test
    void aFormFromBeforeTheSessionIsShownAgainAndLosesNothing() throws Exception {
        Browser mine = new Browser("first.example");
        String csr = Csr.pem("stale.example");

        Answer refused = mine.post("/", "csr", csr, "name", "Zoë");

        assertThat(refused.status()).isEqualTo(403);
        PagePromises.kept(refused.text());
        assertThat(refused.text()).contains("Nothing has been submitted.", "stale.example", "value=\"Zoë\"");
        assertThat(mine.get("/requests").text()).doesNotContain("stale.example");
        assertThat(mine.post("/", "csr", csr, "token", token(refused)).status()).isEqualTo(202);
        assertThat(mine.get("/requests").text()).contains("stale.example");
    }

    @Test
    void whoRepeatsAFormOfAnotherBrowserGetsNoPartOfIt() {
        String once = "00ff00ff00ff00ff00ff00ff00ff00ff";
        String csr = Csr.pem("repeated.example");

        Answer first = Forms.post("/", "csr", csr, "once", once);
        Answer again = Forms.post("/", "csr", csr, "once", once);

        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.header("Set-Cookie")).isNotEmpty();
        assertThat(again.header("Set-Cookie")).isEmpty();
    }

    @Test
    void aSessionEndsByBeingLeftAloneOrForgotten() {
        Browser left = new Browser("left.example");
        Browser forgotten = new Browser("forgotten.example");
        usedDaysAgo(left, 2);
        assertThat(left.get("/requests").header("Set-Cookie")).as("kept on").startsWith(left.cookie);
        assertThat(left.get("/requests").header("Set-Cookie")).as("once").isEmpty();
        String token = left.token();
        usedDaysAgo(left, 31);

        assertThat(left.get("/requests").text()).doesNotContain("left.example");
        assertThat(left.post(left.path + "/withdrawal", "token", token).status())
                .isEqualTo(403);
        assertThat(forgotten.post("/requests/forget").status()).isEqualTo(403);
        assertThat(forgotten.get("/requests").text()).contains("forgotten.example");
        Answer ended = forgotten.post("/requests/forget", "token", forgotten.token());
        assertThat(ended.status()).isEqualTo(303);
        assertThat(ended.header("Set-Cookie")).startsWith("httpca-session=;").contains("Max-Age=0");
        assertThat(forgotten.get("/requests").text()).doesNotContain("forgotten.example");
    }

    @Test
    void anyInstanceServesIt() {
        Browser mine = new Browser("everywhere.example");
        mine.http = WebUnderTest.impatient();

        assertThat(mine.get("/requests").text()).contains("everywhere.example");
        assertThat(mine.post(mine.path + "/withdrawal", "token", mine.token()).status())
                .isEqualTo(303);
        assertThat(withdrawalAsked(mine)).isTrue();
    }

    /** Somebody who has submitted a request. */
    private static final class Browser {
        private final String cookie;
        private final String path;
        private Http http = HTTP;

        private Browser(String name) {
            Answer accepted = Forms.post("/", "csr", Csr.pem(name));
            cookie = accepted.header("Set-Cookie").replaceAll(";.*", "");
            path = accepted.header("Location");
        }

        private Answer get(String at) {
            return http.get(at, "Accept", "text/html", "Cookie", cookie);
        }

        private Answer post(String to, String... fields) {
            return Forms.post(http, cookie, to, fields);
        }

        /** Of a form that is shown now. */
        private String token() {
            return SubmittedPagesTest.token(get("/"));
        }
    }

    private static String token(Answer page) {
        Matcher token = TOKEN.matcher(page.text());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private static long sessions() {
        return WEB.owner()
                .sql("select count(*) from browser_session")
                .query(Long.class)
                .single();
    }

    private static void usedDaysAgo(Browser browser, int days) {
        WEB.owner()
                .sql("update browser_session set used_at = now() - make_interval(days => ?) where sha256 ="
                        + " sha256(convert_to(?, 'UTF8'))")
                .params(days, browser.cookie.substring("httpca-session=".length()))
                .update();
    }

    private static boolean withdrawalAsked(Browser browser) {
        return WEB.owner()
                .sql("select withdrawal_requested_at is not null from request where id = ?::uuid")
                .param(browser.path.substring("/requests/".length()))
                .query(Boolean.class)
                .single();
    }
}
