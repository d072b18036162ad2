package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.page.Forms.HTTP;
import static org.httpca.web.page.Forms.WEB;
import static org.httpca.web.page.Forms.textOf;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.RequestCertificate;
import org.httpca.message.Requester;
import org.httpca.pki.CertificationRequest;
import org.httpca.web.Csr;
import org.httpca.web.Http.Answer;
import org.httpca.web.WebRole;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class SubmissionPagesTest {
    private static final Pattern SECRET = Pattern.compile("<pre[^>]*><code>([A-Za-z0-9_-]{43})</code>");

    @Test
    void offersTheProfilesByTheirTitlesWithTheDefaultChosen() throws Exception {
        Answer page = Forms.get("/");

        assertThat(page.status()).isEqualTo(200);
        PagePromises.kept(page.text());
        assertThat(page.text()).contains("Servers", "Clients", "valid for 90 days", "2 approvals where policy asks");
        assertThat(page.text()).containsPattern("value=\"server\"\\s+checked=\"checked\"");
        assertThat(page.text()).contains("http://127.0.0.1:", "/api/v1/requests");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.header("Set-Cookie")).isEmpty();
    }

    @Test
    void readsTheRequestOutBeforeAnythingIsStored() throws Exception {
        String csr = Csr.pem("look.example", "www.look.example");
        long before = requests();

        Answer look = Forms.post("/", "csr", csr, "profile", "client", "name", "Zoë", "note", "a\r\nb", "act", "check");

        assertThat(look.status()).isEqualTo(200);
        PagePromises.kept(look.text());
        String fingerprint = CertificationRequest.readPem(csr).orElseThrow().fingerprint();
        assertThat(look.text())
                .contains("www.look.example", "SHA256withECDSA", "EC P-256", "Clients", "Zoë")
                .contains(fingerprint.substring(0, 8), fingerprint.substring(56));
        assertThat(look.text()).doesNotContain("data-own-address");

        Answer back = Forms.post("/", "csr", csr, "profile", "client", "name", "Zoë", "act", "change");
        assertThat(back.status()).isEqualTo(200);
        assertThat(textOf(back, "csr").strip()).isEqualTo(csr.strip());
        assertThat(back.text()).contains("value=\"Zoë\"").containsPattern("value=\"client\"\\s+checked=\"checked\"");

        Answer bad = Forms.post("/", "csr", csr, "profile", "none", "act", "check");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(requests()).isEqualTo(before);
        assertThat(Forms.post("/", "csr", csr, "profile", "client", "act", "send")
                        .status())
                .isEqualTo(202);
        assertThat(requests()).isEqualTo(before + 1);
    }

    private static long requests() {
        return WEB.owner().sql("select count(*) from request").query(Long.class).single();
    }

    @Test
    void tellsACertificateFromARequest() throws Exception {
        Answer answer = Forms.post("/", "csr", Forms.get("/ca/root/cert.pem").text());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(textOf(answer, "csr-error")).startsWith("This is a certificate, not a signing request.");
    }

    @Test
    void takesAPastedRequestAndSaysTheSecretOnce() throws Exception {
        Answer answer = Forms.post(
                "/",
                "csr",
                Csr.pem("form.example"),
                "profile",
                "client",
                "name",
                "Zoë",
                "email",
                "z@a.example",
                "note",
                "one\r\ntwo");

        assertThat(answer.status()).isEqualTo(202);
        PagePromises.kept(answer.text());
        assertThat(answer.header("Location")).matches("/requests/[0-9a-f-]{36}");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        Matcher secret = SECRET.matcher(answer.text());
        assertThat(secret.find()).isTrue();
        assertThat(answer.header("Location")).doesNotContain(secret.group(1));

        Answer later = Forms.get(answer.header("Location"));
        assertThat(later.status()).isEqualTo(200);
        assertThat(later.text()).contains("form.example").doesNotContain(secret.group(1));

        RequestCertificate command = command(answer.header("Location"));
        assertThat(command.door()).isEqualTo("form");
        assertThat(command.principal()).isNull();
        assertThat(command.profile()).isEqualTo("client");
        assertThat(command.requester()).isEqualTo(new Requester("Zoë", "z@a.example"));
        assertThat(command.note()).isEqualTo("one\ntwo");
    }

    @Test
    void takesAFileInDerOrPem() throws Exception {
        Answer der = Forms.postFile(
                Csr.der("der.example"), "csr", "", "profile", "server", "name", "", "email", "", "note", "");
        Answer pem = Forms.postFile(Csr.pem("pem.example").getBytes(StandardCharsets.US_ASCII), "profile", "server");

        assertThat(der.status()).isEqualTo(202);
        assertThat(command(der.header("Location")).requester()).isNull();
        assertThat(pem.status()).isEqualTo(202);
        assertThat(pem.text()).contains("pem.example");
    }

    @Test
    void makesOneRequestOfAReloadAndTwoOfTwoForms() {
        String once = "0123456789abcdef0123456789abcdef";
        String csr = Csr.pem("once.example");

        Answer first = Forms.post("/", "csr", csr, "once", once);
        Answer reload = Forms.post("/", "csr", csr, "once", once);
        Answer changed = Forms.post("/", "csr", Csr.pem("other.example"), "once", once);

        assertThat(reload.status()).isEqualTo(202);
        assertThat(reload.header("Location")).isEqualTo(first.header("Location"));
        assertThat(SECRET.matcher(reload.text()).find()).isFalse();
        assertThat(changed.status()).isEqualTo(202);
        assertThat(changed.header("Location")).isNotEqualTo(first.header("Location"));
    }

    @Test
    void saysAllFaultsAtOnceAndKeepsWhatWasTyped() throws Exception {
        Answer answer = Forms.post(
                "/",
                "csr",
                "-----BEGIN NOTHING-----\r\n<i>",
                "profile",
                "client",
                "name",
                "A \"B\" <c>",
                "email",
                "nobody",
                "note",
                "\nfirst line empty & kept");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(textOf(answer, "csr-error")).isNotBlank();
        assertThat(textOf(answer, "email-error")).isEqualTo("This does not look like an e-mail address.");
        assertThat(textOf(answer, "csr").strip()).isEqualTo("-----BEGIN NOTHING-----\n<i>");
        assertThat(textOf(answer, "note").strip()).isEqualTo("first line empty & kept");
        assertThat(answer.text())
                .contains("value=\"A &quot;B&quot; &lt;c&gt;\"", "value=\"nobody\"")
                .containsPattern("value=\"client\"\\s+checked=\"checked\"")
                .containsPattern("id=\"csr\"[^>]*aria-invalid=\"true\"")
                .contains("href=\"#email\"");
    }

    @Test
    void saysWhatTheRoleRefusesAtItsField() throws Exception {
        byte[] forged = Csr.der("a.example");
        forged[forged.length - 1] ^= 1;

        Answer proof = Forms.postFile(forged, "note", "kept");
        Answer profile = Forms.post("/", "csr", Csr.pem("a.example"), "profile", "mail");
        Answer turned = Forms.post("/", "csr", Csr.pem("a.example"), "name", "a\u202eb");
        Answer empty = Forms.post("/", "csr", " ");
        Answer both = Forms.postFile(Csr.der("a.example"), "csr", Csr.pem("a.example"));

        assertThat(proof.status()).isEqualTo(400);
        assertThat(textOf(proof, "file-error")).startsWith("The signing request is not acceptable.");
        assertThat(textOf(proof, "csr")).contains("BEGIN CERTIFICATE REQUEST");
        assertThat(textOf(proof, "note")).contains("kept");
        assertThat(profile.status()).isEqualTo(400);
        assertThat(textOf(profile, "profile-error")).startsWith("There is no such kind of certificate.");
        assertThat(turned.status()).isEqualTo(400);
        assertThat(textOf(turned, "name-error")).isNotBlank();
        assertThat(textOf(empty, "csr-error")).isEqualTo("Paste the signing request, or choose its file.");
        assertThat(textOf(both, "file-error")).contains("Send one of the two");
    }

    @Test
    void throwsAPrivateKeyAway() throws Exception {
        String key = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49\n-----END PRIVATE KEY-----\n";

        for (Answer answer :
                new Answer[] {Forms.post("/", "csr", key), Forms.postFile(key.getBytes(StandardCharsets.US_ASCII))}) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("This is a private key").doesNotContain("MIGHAgEAMBMGByqGSM49");
            PagePromises.kept(answer.text());
        }
    }

    @Test
    void refusesOtherSitesAndWhatIsTooLargeInItsOwnLook() throws Exception {
        Answer foreign = HTTP.post(
                "/",
                "application/x-www-form-urlencoded",
                new byte[0],
                "Accept",
                "text/html",
                "Sec-Fetch-Site",
                "cross-site");
        Answer large = Forms.postFile(new byte[900_000]);
        Answer larger = Forms.post("/", "csr", "A".repeat(97 * 1024));

        assertThat(foreign.status()).isEqualTo(403);
        PagePromises.kept(foreign.text());
        assertThat(large.status()).isEqualTo(413);
        PagePromises.kept(large.text());
        assertThat(textOf(larger, "csr-error")).contains("larger than 64 KiB");
    }

    @Test
    void isClosedUnlessAnonymousSubmissionIsSwitchedOn() throws Exception {
        Map<String, Object> properties = WEB.properties();
        properties.put("httpca.api.anonymous", false);
        try (ConfigurableApplicationContext closed = WebRole.run(properties)) {
            URI first = URI.create("http://127.0.0.1:" + WebUnderTest.port(closed) + "/");
            HttpClient client = HttpClient.newHttpClient();
            var page = client.send(HttpRequest.newBuilder(first).build(), BodyHandlers.ofString());
            var post = client.send(
                    HttpRequest.newBuilder(first)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("csr=a"))
                            .build(),
                    BodyHandlers.ofString());

            PagePromises.kept(page.body());
            assertThat(page.body())
                    .contains("Requests come in with a token here", "./httpca token create", "Authorization: Bearer")
                    .doesNotContain("<form");
            assertThat(post.statusCode()).isEqualTo(403);
        }
    }

    private static RequestCertificate command(String location) throws Exception {
        String body = WEB.owner()
                .sql("select command from request where id = ?::uuid")
                .param(location.substring("/requests/".length()))
                .query(String.class)
                .single();
        return (RequestCertificate) MessageJson.read(MessageType.REQUEST_CERTIFICATE, body);
    }
}
