package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.httpca.web.Csr;
import org.httpca.web.Http.Answer;
import org.httpca.web.Published;
import org.httpca.web.WebUnderTest;
import org.httpca.web.token.Scope;
import org.httpca.web.token.Tokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An operator with a browser, and whoever is none. */
class SearchPagesTest {
    private static final WebUnderTest WEB = Forms.WEB;
    private static final long FIRST = 0x5eb0000000L;
    private static String operator = "";

    @BeforeAll
    static void certificates() {
        operator = WEB.token("page-operator", Scope.OPERATOR);
        for (int i = 0; i < 3; i++) {
            Published.issue(WEB.owner(), FIRST + i, "www" + i + ".onpage.example", null);
        }
        Published.issue(WEB.owner(), FIRST + 9, "=cmd|'/c calc'!A1.formula.example", null);
    }

    private static String signIn() {
        return Forms.cookie(Forms.post("/operator", "bearer", operator));
    }

    @Test
    void whoIsNoOperatorIsToldWhatToDo() throws Exception {
        for (String path : List.of("/certificates?q=onpage.example", "/certificates.csv?q=onpage.example")) {
            Answer answer = Forms.get(path);
            PagePromises.kept(answer.text());
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"httpca\"");
            assertThat(answer.header("Set-Cookie")).isEmpty();
            assertThat(answer.text())
                    .contains("data/tokens/operator.token", "name=\"q\" value=\"onpage.example\"")
                    .doesNotContain("www0");
        }
        for (String bearer : List.of("", "x", operator + "x", WEB.token("page-reader", Scope.READ))) {
            Answer refused = Forms.post("/operator", "bearer", bearer, "q", "onpage.example");
            PagePromises.kept(refused.text());
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("Set-Cookie")).isEmpty();
            assertThat(refused.text()).contains("This is no operator’s token").doesNotContain("www0");
        }
    }

    @Test
    void anOperatorSignsInSearchesAndLeaves() throws Exception {
        Answer in = Forms.post("/operator", "bearer", operator, "q", "onpage.example", "status", "valid");
        assertThat(in.status()).isEqualTo(303);
        assertThat(in.header("Location")).endsWith("/certificates?q=onpage.example&status=valid");
        String cookie = Forms.cookie(in);
        assertThat(in.header("Set-Cookie")).contains("; HttpOnly", "; SameSite=Lax");

        Answer found = Forms.get("/certificates?q=onpage.example&status=valid", "Cookie", cookie);
        PagePromises.kept(found.text());
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.header("Cache-Control")).isEqualTo("no-store");
        assertThat(found.text())
                .containsSubsequence("www0.onpage.example", "www1.onpage.example", "www2.onpage.example")
                .contains("href=\"/certificates/issuing:" + Long.toHexString(FIRST) + "\"", "page-operator")
                .doesNotContain(operator);

        assertThat(Forms.post(Forms.HTTP, cookie, "/operator/leave", "token", "")
                        .status())
                .isEqualTo(403);
        assertThat(Forms.get("/certificates", "Cookie", cookie).status()).isEqualTo(200);
        Answer left = Forms.post(Forms.HTTP, cookie, "/operator/leave", "token", Forms.formToken(found));
        assertThat(left.status()).isEqualTo(303);
        assertThat(Forms.get("/certificates", "Cookie", cookie).status()).isEqualTo(401);
    }

    @Test
    void pagesAreLinked() throws Exception {
        String cookie = signIn();
        Answer first = Forms.get("/certificates?q=onpage.example&limit=2", "Cookie", cookie);
        Matcher next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(first.text());
        assertThat(next.find()).isTrue();
        Answer second = Forms.get(next.group(1).replace("&amp;", "&"), "Cookie", cookie);
        PagePromises.kept(second.text());
        assertThat(second.text()).contains("www2.onpage.example").doesNotContain("www0.onpage", "rel=\"next\"");
    }

    @Test
    void whatCannotBeSearchedForIsSaidOnThePage() throws Exception {
        String cookie = signIn();
        Answer refused = Forms.get("/certificates?q=a&expiresBefore=tomorrow", "Cookie", cookie);
        PagePromises.kept(refused.text());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("2027-01-31T12:00:00Z", "value=\"tomorrow\"");
        Answer none = Forms.get("/certificates?q=%3Cscript%3Ealert(1)%3C/script%3E", "Cookie", cookie);
        PagePromises.kept(none.text());
        assertThat(none.text()).contains("No certificate is like that").doesNotContain("<script>alert");
        for (String language : List.of("nl", "zh")) {
            PagePromises.kept(Forms.get("/certificates?q=onpage.example&language=" + language, "Cookie", cookie)
                    .text());
        }
    }

    /** Whoever had put a session of their own under the operator's browser does not have what it becomes. */
    @Test
    void theSessionIsAnotherAfterTheToken() throws Exception {
        String before = Forms.cookie(Forms.post("/", "csr", Csr.pem("beforehand.example")));
        String token = Forms.formToken(Forms.get("/requests", "Cookie", before));
        assertThat(Forms.post(Forms.HTTP, before, "/operator", "bearer", operator)
                        .status())
                .as("without the form's token")
                .isEqualTo(403);
        String after = Forms.cookie(Forms.post(Forms.HTTP, before, "/operator", "bearer", operator, "token", token));

        assertThat(after).isNotEqualTo(before);
        assertThat(Forms.get("/certificates", "Cookie", before).status()).isEqualTo(401);
        assertThat(Forms.get("/certificates", "Cookie", after).status()).isEqualTo(200);
        assertThat(Forms.get("/requests", "Cookie", after).text()).contains("beforehand.example");
        assertThat(Forms.get("/requests", "Cookie", before).text()).doesNotContain("beforehand.example");
    }

    @Test
    void itEndsWithTheTokenAndWithTheDay() {
        String token = WEB.token("dismissed", Scope.OPERATOR);
        String cookie = Forms.cookie(Forms.post("/operator", "bearer", token));
        assertThat(Forms.get("/certificates", "Cookie", cookie).status()).isEqualTo(200);
        WEB.bean(Tokens.class).revoke("dismissed").orElseThrow();
        assertThat(Forms.get("/certificates", "Cookie", cookie).status()).isEqualTo(401);

        String other = WEB.token("tired", Scope.OPERATOR);
        String tired = Forms.cookie(Forms.post("/operator", "bearer", other));
        WEB.owner()
                .sql("update browser_session_operator set ends_at = now() - interval '1 second'"
                        + " where token_id = (select id from token where name = 'tired')")
                .update();
        assertThat(Forms.get("/certificates", "Cookie", tired).status()).isEqualTo(401);
    }

    @Test
    void aFileHasWhatIsFoundAndNoFormulas() {
        Answer file = Forms.get("/certificates.csv?q=onpage.example", "Cookie", signIn());
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename=\"certificates.csv\"");
        List<String> lines = file.text().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("issuer,serial,status,reason,since,subject,names,");
        assertThat(lines.get(1))
                .startsWith("issuing," + Long.toHexString(FIRST)
                        + ",valid,,,CN=www0.onpage.example,www0.onpage.example,EC P-256,");
        assertThat(file.text()).endsWith("\r\n");

        Answer formula = Forms.get("/certificates.csv?q=formula.example", "Cookie", signIn());
        assertThat(formula.text())
                .contains(",'=cmd|'/c calc'!A1.formula.example,")
                .doesNotContain(",=");
    }
}
