package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.httpca.message.RevokeCertificate;
import org.httpca.pki.RevocationReason;
import org.httpca.web.Csr;
import org.httpca.web.Http.Answer;
import org.httpca.web.Published;
import org.httpca.web.Said;
import org.httpca.web.WebUnderTest;
import org.httpca.web.token.Scope;
import org.httpca.web.token.Tokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Revocation by the pages; the signer's and the worker's part is written into the tables. */
class RevocationPagesTest {
    private static final WebUnderTest WEB = Forms.WEB;
    private static final Pattern CHOICE = Pattern.compile("name=\"reason\" required=\"required\" value=\"([^\"]+)\"");
    private static long nextSerial = 0x5eb1000000L;
    private static String operator = "";
    private static String cookie = "";

    private final String serial = Long.toHexString(nextSerial);
    private final String page = "/certificates/issuing:" + serial;

    @BeforeAll
    static void signIn() {
        operator = WEB.token("page-revoker", Scope.OPERATOR);
        cookie = Forms.cookie(Forms.post("/operator", "bearer", operator));
    }

    @BeforeEach
    void issue() {
        Published.issue(WEB.owner(), nextSerial++, serial + ".revocation.example", null);
    }

    @Test
    void anOperatorChoosesLooksOnceMoreAndAsks() throws Exception {
        Answer shown = Forms.get("/certificates/" + serial, "Cookie", cookie);
        PagePromises.kept(shown.text());
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        assertThat(choices(shown))
                .containsExactly(
                        "superseded",
                        "cessationOfOperation",
                        "keyCompromise",
                        "affiliationChanged",
                        "privilegeWithdrawn",
                        "unspecified",
                        "certificateHold");

        Answer look = post("reason", "superseded", "act", "look", "token", Forms.formToken(shown));
        PagePromises.kept(look.text());
        assertThat(look.status()).isEqualTo(200);
        assertThat(look.header("Cache-Control")).isEqualTo("no-store");
        assertThat(look.text()).contains(serial + ".revocation.example", "superseded", "Nobody can take that back");
        assertThat(said()).as("nothing is asked for yet").isEmpty();

        Answer sent = post("reason", "superseded", "act", "send", "token", Forms.formToken(look));
        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.header("Location")).endsWith(page + "#revocation");
        assertThat(said()).singleElement().satisfies(command -> {
            assertThat(command.reason()).isEqualTo(RevocationReason.SUPERSEDED);
            assertThat(command.principal()).isEqualTo("token:page-revoker");
            assertThat(command.source()).isEqualTo("127.0.0.1");
        });
        Answer asked = Forms.get(page, "Cookie", cookie);
        PagePromises.kept(asked.text());
        assertThat(asked.text()).contains("Its revocation has been asked for", "data-every=\"2\"");
        assertThat(choices(asked)).containsExactly("keyCompromise");

        answers("superseded");
        Answer revoked = Forms.get(page, "Cookie", cookie);
        PagePromises.kept(revoked.text());
        assertThat(revoked.text())
                .contains(">Revoked<", "2026-11-21T10:00:00Z")
                .doesNotContain("data-every", "http-equiv=\"refresh\"");
        assertThat(choices(revoked)).containsExactly("keyCompromise");
    }

    @Test
    void whatIsOnHoldIsReleasedOrRevokedForGood() throws Exception {
        answers("certificateHold");
        Answer held = Forms.get(page, "Cookie", cookie);
        assertThat(choices(held))
                .startsWith("removeFromCRL")
                .contains("keyCompromise")
                .doesNotContain("certificateHold");
        Answer look = post("reason", "removeFromCRL", "act", "look", "token", Forms.formToken(held));
        assertThat(look.text()).contains("leaves the revocation list", ">Release it<");
        post("reason", "removeFromCRL", "act", "send", "token", Forms.formToken(look));
        assertThat(said())
                .singleElement()
                .satisfies(command -> assertThat(command.reason()).isEqualTo(RevocationReason.REMOVE_FROM_CRL));
        Answer asked = Forms.get(page, "Cookie", cookie);
        PagePromises.kept(asked.text());
        assertThat(asked.text()).contains(">On hold<", "<code>removeFromCRL</code>");
    }

    @Test
    void aCompromisedKeyIsTheEndOfIt() {
        answers("keyCompromise");
        assertThat(choices(Forms.get(page, "Cookie", cookie))).isEmpty();
        assertThat(Forms.get(page, "Cookie", cookie).text()).doesNotContain("<form");
    }

    @Test
    void whatTheSignerRefusedIsToldToOperators() {
        ask("superseded");
        WEB.owner()
                .sql("update revocation_request set announce_at = null, problem = ? where serial = ?")
                .params("{\"type\":\"forbidden\",\"detail\":\"An administrator <b>ordered</b> the hold.\"}", serial)
                .update();
        assertThat(Forms.get(page, "Cookie", cookie).text())
                .contains(
                        "The signer refused what was asked for last",
                        "An administrator &lt;b&gt;ordered&lt;/b&gt; the hold.");
        assertThat(Forms.get(page).text()).doesNotContain("The signer refused", "ordered");
    }

    /** Before: what the signer said last, or what was asked for and has no answer yet. */
    @ParameterizedTest
    @CsvSource({
        "-,                removeFromCRL,   409, not on hold",
        "superseded,       certificateHold, 409, Only keyCompromise",
        "asked superseded, certificateHold, 409, has no answer yet",
        "-,                cACompromise,    400, Choose a reason",
        "-,                stolen,          400, Choose a reason",
        "-,                '',              400, Choose a reason"
    })
    void whatCannotBeIsSaidOnThePage(String before, String reason, int status, String words) throws Exception {
        if (before.startsWith("asked ")) {
            ask(before.substring(6));
        } else if (!before.equals("-")) {
            answers(before);
        }
        int soFar = said().size();
        Answer answer = post("reason", reason, "act", "send", "token", token());
        PagePromises.kept(answer.text());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains("role=\"alert\"", words);
        assertThat(said()).hasSize(soFar);
    }

    /** Neither act is done for a page of somebody else's, for a session that is no operator's, or for one that was. */
    @ParameterizedTest
    @ValueSource(strings = {"look", "send"})
    void nobodyElseRevokes(String act) throws Exception {
        for (String token : List.of("", "x".repeat(86))) {
            assertThat(post("reason", "superseded", "act", act, "token", token).status())
                    .isEqualTo(403);
        }
        assertThat(Forms.post(page + "/revocation", "reason", "superseded", "act", act)
                        .status())
                .isEqualTo(401);

        String submitter = Forms.cookie(Forms.post("/", "csr", Csr.pem("submitter.example")));
        String own = Forms.formToken(Forms.get("/requests", "Cookie", submitter));
        assertThat(by(submitter, "reason", "superseded", "act", act, "token", own)
                        .status())
                .isEqualTo(401);
        for (Scope scope : List.of(Scope.SUBMIT, Scope.READ)) {
            Answer refused = Forms.post(
                    Forms.HTTP, submitter, "/operator", "bearer", WEB.token(act + scope + serial, scope), "token", own);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(by(submitter, "reason", "superseded", "act", act, "token", own)
                            .status())
                    .isEqualTo(401);
        }

        String name = "dismissed-" + act + "-" + serial;
        String dismissed = Forms.cookie(Forms.post("/operator", "bearer", WEB.token(name, Scope.OPERATOR)));
        String token = Forms.formToken(Forms.get(page, "Cookie", dismissed));
        WEB.bean(Tokens.class).revoke(name).orElseThrow();
        assertThat(by(dismissed, "reason", "superseded", "act", act, "token", token)
                        .status())
                .isEqualTo(401);
        assertThat(said()).isEmpty();
    }

    @Test
    void whoIsNoOperatorIsToldHowAndComesBackWithTheToken() throws Exception {
        Answer shown = Forms.get("/certificates/" + serial);
        PagePromises.kept(shown.text());
        assertThat(shown.text())
                .contains(
                        "CN=revoke " + serial + "/OU=keyCompromise",
                        "&#39;{&quot;reason&quot;: &quot;superseded&quot;}&#39;",
                        "/api/v1/certificates/issuing:" + serial + "/revocation",
                        "./httpca approval revoke issuing:" + serial)
                .doesNotContain("name=\"reason\"", "<form");

        Answer asked = Forms.get("/certificates/" + serial + "/revocation");
        PagePromises.kept(asked.text());
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.text()).contains("name=\"certificate\" value=\"issuing:" + serial + "\"");
        Answer wrong = Forms.post("/operator", "bearer", "nothing", "certificate", "issuing:" + serial);
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.text()).contains("name=\"certificate\" value=\"issuing:" + serial + "\"");
        Answer in = Forms.post("/operator", "bearer", operator, "certificate", "issuing:" + serial);
        assertThat(in.status()).isEqualTo(303);
        assertThat(in.header("Location")).endsWith(page + "#revoke");
        Answer again = Forms.get("/certificates/" + serial + "/revocation", "Cookie", Forms.cookie(in));
        assertThat(again.status()).isEqualTo(303);
    }

    /** Who is signed in goes to a certificate that is there, or to the search, and nowhere else. */
    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "issuing:1/../../requests", "https://evil.example/", "issuing:ffff00ff"})
    void nobodyIsSentElsewhere(String certificate) {
        Answer in = Forms.post("/operator", "bearer", operator, "certificate", certificate);
        assertThat(in.status()).isEqualTo(303);
        assertThat(in.header("Location")).endsWith("/certificates");
    }

    @Test
    void whatIsNotThereIsNotRevoked() {
        assertThat(Forms.get("/certificates/ffff00ff/revocation").status()).isEqualTo(404);
        assertThat(Forms.post(Forms.HTTP, cookie, "/certificates/ffff00ff/revocation", "reason", "superseded")
                        .status())
                .isEqualTo(404);
    }

    private Answer post(String... fields) {
        return by(cookie, fields);
    }

    private Answer by(String browser, String... fields) {
        return Forms.post(Forms.HTTP, browser, page + "/revocation", fields);
    }

    private void ask(String reason) {
        assertThat(post("reason", reason, "act", "send", "token", token()).status())
                .isEqualTo(303);
    }

    /** Of any of the operator's forms. */
    private static String token() {
        return Forms.formToken(Forms.get("/certificates", "Cookie", cookie));
    }

    private static List<String> choices(Answer page) {
        List<String> choices = new ArrayList<>();
        Matcher choice = CHOICE.matcher(page.text());
        while (choice.find()) {
            choices.add(choice.group(1));
        }
        return choices;
    }

    /** As the worker writes it down. */
    private void answers(String reason) {
        WEB.owner()
                .sql("update revocation_request set announce_at = null where serial = ?")
                .param(serial)
                .update();
        WEB.owner()
                .sql("insert into revocation values ('issuing', ?, 5, ?, '2026-11-21T10:00:00Z')")
                .params(serial, reason)
                .update();
    }

    private List<RevokeCertificate> said() throws Exception {
        return Said.revocations(WEB.owner(), serial);
    }
}
