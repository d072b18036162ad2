package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.page.Forms.WEB;
import static org.httpca.web.page.Forms.textOf;

import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.httpca.log.LogEntry;
import org.httpca.pki.Octets;
import org.httpca.web.Csr;
import org.httpca.web.Http.Answer;
import org.httpca.web.Published;
import org.httpca.web.PublishedEntries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestPagesTest {
    private static final Pattern SECRET = Pattern.compile("<pre[^>]*><code>([A-Za-z0-9_-]{43})</code>");

    @ParameterizedTest
    @CsvSource({
        "queued,                Queued,                    5",
        "submitted,             Submitted,                 5",
        "waiting-for-approval,  Waiting for approval,      30",
        "waiting-for-signature, Waiting for the signature, 5",
        "rejected,              Rejected,                  ",
        "withdrawn,             Withdrawn,                 ",
    })
    void showsEachStatusAndLooksAgainWhileItIsOpen(String status, String words, String reload) throws Exception {
        String path = submitted("status.example").header("Location");
        update(path, "status = '" + status + "', approvals_required = 2, approvals_given = 1");

        Answer page = Forms.get(path);

        assertThat(page.status()).isEqualTo(200);
        PagePromises.kept(page.text());
        assertThat(page.text()).contains("<h2>" + words + "</h2>", "status.example", "aria-current=\"step\"");
        assertThat(page.text().contains("1 of 2 approvals given")).isEqualTo(status.equals("waiting-for-approval"));
        if (reload == null) {
            assertThat(page.text()).doesNotContain("http-equiv", "data-poll", "<form");
        } else {
            assertThat(page.text()).contains("http-equiv=\"refresh\" content=\"" + reload + "\"", "data-poll", "<form");
        }
    }

    @Test
    void saysWhyItWasRejectedAndWhatThePolicySaid() throws Exception {
        String path = submitted("no.example").header("Location");
        update(path, """
                status = 'rejected',
                problem = '{"type":"rejected-by-administrator","detail":"Ask <b>Ops</b>."}',
                findings = '[{"rule":"names-allowed","verdict":"hold","reason":"no.example is new"}]'""");

        Answer page = Forms.get(path);

        PagePromises.kept(page.text());
        assertThat(page.text())
                .contains(
                        "An administrator declined it.",
                        "Ask &lt;b&gt;Ops&lt;/b&gt;.",
                        "no.example is new",
                        "names-allowed");
    }

    @Test
    void leadsToTheCertificate() throws Exception {
        String path = submitted("done.example").header("Location");
        Published.issue(WEB.owner(), 0xabcdef01L, "done.example", id(path));

        Answer page = Forms.get(path);
        Answer certificate = Forms.get("/certificates/abcdef01");

        PagePromises.kept(page.text());
        assertThat(page.text())
                .contains("href=\"/certificates/abcdef01\"", "href=\"/certificates/abcdef01/fullchain.pem\"");
        assertThat(certificate.status()).isEqualTo(200);
        PagePromises.kept(certificate.text());
        assertThat(certificate.text()).contains("done.example", "days left", "abcdef01");
        // Whoever meets the certificate knows its serial number; knowing a request's id is the permission to see it.
        assertThat(certificate.text()).doesNotContain(id(path).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | in the public log    | issued in the open
            nl | in het openbare log  | in het openbaar uitgegeven
            zh | 公开日志中的证明      | 公开签发
            """)
    void leadsToItsProofWhereTheLogHasTheCertificate(String language, String link, String purpose) throws Exception {
        long serial = 0x106000 + language.charAt(0);
        Octets sha256 = Octets.of(Published.der(Published.issue(WEB.owner(), serial, "logged.example", null)))
                .sha256();
        String path = "/certificates/" + Long.toHexString(serial);
        String proof = "/api/v1/log/certificates/" + sha256.hex();
        PublishedEntries.ofLog(WEB.owner(), 3);
        assertThat(Forms.get(path, "Accept-Language", language).text()).doesNotContain("/api/v1/log");

        PublishedEntries.ofLog(WEB.owner(), List.of(PublishedEntries.entry(0), LogEntry.issued(sha256)));
        Answer page = Forms.get(path, "Accept-Language", language);
        PagePromises.kept(page.text());
        assertThat(page.text()).contains("href=\"" + proof + "\"", link, purpose);
        assertThat(Forms.HTTP
                        .get(proof)
                        .json()
                        .get("entries")
                        .get(0)
                        .get("entry")
                        .asString())
                .isEqualTo("issued " + sha256.hex());
    }

    @Test
    void givesItsStateAloneForTheScript() {
        String path = submitted("state.example").header("Location");

        Answer before = Forms.get(path + "/state");
        update(path, "status = 'submitted', updated_at = now()");
        Answer after = Forms.get(path + "/state");

        assertThat(before.header("Cache-Control")).isEqualTo("no-store");
        assertThat(before.text().strip())
                .startsWith("<div class=\"state open\" data-version=\"queued-")
                .doesNotContain("<html");
        assertThat(after.text()).contains("data-version=\"submitted-").doesNotContain("data-final");
    }

    @Test
    void withdrawsWithTheSecretAlone() throws Exception {
        Answer accepted = submitted("gone.example");
        String path = accepted.header("Location");
        Matcher secret = SECRET.matcher(accepted.text());
        assertThat(secret.find()).isTrue();

        Answer wrong = Forms.post(path + "/withdrawal", "secret", "not it");
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(textOf(wrong, "withdrawal-error")).isEqualTo("This is not the secret of this request.");
        assertThat(withdrawals(path)).isZero();

        Answer right = Forms.post(path + "/withdrawal", "secret", " " + secret.group(1) + "\n");
        assertThat(right.status()).isEqualTo(303);
        assertThat(right.header("Location")).endsWith(path + "?withdrawal=sent");
        assertThat(withdrawals(path)).isEqualTo(1);
        assertThat(Forms.get(path + "?withdrawal=sent").text()).contains("The withdrawal is on its way.");

        update(path, "status = 'rejected'");
        Answer late = Forms.post(path + "/withdrawal", "secret", secret.group(1));
        assertThat(late.header("Location")).endsWith(path + "?withdrawal=late");
        assertThat(Forms.get(path + "?withdrawal=late").text()).contains("decided before the withdrawal came");
    }

    @ParameterizedTest
    @CsvSource({
        "/requests/00000000-0000-4000-8000-000000000000",
        "/requests/1-1-1-1-1",
        "/requests/%3Cscript%3E",
        "/certificates/00ff00",
        "/certificates/zz",
        "/nothing",
    })
    void sayKindlyThatNothingIsThere(String path) throws Exception {
        Answer page = Forms.get(path);

        assertThat(page.status()).isEqualTo(404);
        PagePromises.kept(page.text());
        assertThat(page.text()).contains("Nothing is here").doesNotContain("<script>");
    }

    private static Answer submitted(String name) {
        Answer answer = Forms.post("/", "csr", Csr.pem(name));
        assertThat(answer.status()).isEqualTo(202);
        return answer;
    }

    private static UUID id(String path) {
        return UUID.fromString(path.substring("/requests/".length()));
    }

    private static void update(String path, String what) {
        WEB.owner()
                .sql("update request set " + what + " where id = ?")
                .param(id(path))
                .update();
    }

    private static long withdrawals(String path) {
        return WEB.owner()
                .sql("select count(*) from outbox where type = 'withdraw-request' and body like ?")
                .param("%" + id(path) + "%")
                .query(Long.class)
                .single();
    }
}
