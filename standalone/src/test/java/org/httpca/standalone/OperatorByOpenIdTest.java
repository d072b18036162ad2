package org.httpca.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators with Chromium sign in at Glewlwyd, which is a provider of its own. */
@Tag("full")
class OperatorByOpenIdTest {
    private static final String SIGN_IN = """
            async ([user, password, client]) => {
                const ask = async (method, path, body) => {
                    const answer = await fetch('/api' + path,
                        { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
                    if (!answer.ok) throw new Error(path + ' ' + answer.status);
                };
                await ask('POST', '/auth/', { username: user, password });
                await ask('PUT', '/auth/grant/' + client, { scope: 'openid' });
                const back = new URLSearchParams(location.search).get('callback_url');
                setTimeout(() => { location.href = back + '&g_continue'; }, 0);
            }""";

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Glewlwyd provider;

    @SuppressWarnings("NullAway.Init")
    private static Standalone here;

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        provider = Glewlwyd.start(folder);
        Path secret = Files.writeString(folder.resolve("client.secret"), Glewlwyd.SECRET);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        here = Standalone.start(
                new StartSettings(
                        folder.resolve("data"),
                        0,
                        "127.0.0.1",
                        null,
                        Map.of(
                                "httpca.policy.autosign", "*.auto.test",
                                "httpca.openid.issuer", provider.issuer(),
                                "httpca.openid.name", "glewlwyd",
                                "httpca.openid.client-id", Glewlwyd.CLIENT,
                                "httpca.openid.client-secret-file", secret.toString(),
                                "httpca.openid.scopes", "openid",
                                "httpca.openid.operators.values", "ca-operators"),
                        Parts.EMBEDDED),
                System.out);
        provider.client(url() + "/operator/openid");
        provider.user("olga", "Olga Operator", List.of("staff", "ca-operators"));
        provider.user("sam", "Sam Staff", List.of("staff"));
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        try (Glewlwyd last = provider;
                Standalone before = here;
                Chromium first = chromium) {
            // closed in this order from the end, as far as they were opened
        }
    }

    @Test
    void an_operator_signs_in_revokes_and_leaves() throws Exception {
        Subscriber subscriber = Subscriber.create("openid.auto.test");
        Client client = new Client(here.url());
        String serial = Objects.requireNonNull(
                client.until(client.submit(subscriber.csr()).id(), "issued").serial());
        Page page = chromium.visitor(new NewContextOptions());

        page.navigate(url() + "/certificates?q=openid.auto.test");
        signInThere(page, "olga");
        assertThat(page).hasURL(url() + "/certificates?q=openid.auto.test");
        assertThat(page.locator("main")).containsText("Olga Operator (openid:glewlwyd:");
        page.locator(".found a").first().click();
        page.locator("input[name=reason][value=superseded]").check();
        page.locator("button[value=look]").click();
        page.locator("button[value=send]").click();
        Eventually.holds(
                "the signer has revoked it",
                Duration.ofSeconds(30),
                () -> client.revocation(serial).equals("revoked, superseded"));
        assertThat(Tables.signer(here.data()).lines("SELECT detail FROM audit WHERE event LIKE '%revo%'"))
                .as("the signer's audit log knows who asked")
                .anyMatch(detail -> detail.contains("\"openid:glewlwyd:"));

        page.navigate(url() + "/certificates");
        page.locator("form[action='/operator/leave'] button").click();
        assertThat(page.locator("h1")).hasText("You have left");
        page.locator("form[action='/operator/left'] button").click();
        page.waitForURL(Pattern.compile(Pattern.quote(provider.issuer().replace("/api/ca", "")) + "/.*"));
        page.navigate(url() + "/certificates");
        assertThat(page.locator("#bearer")).isVisible();
        page.context().close();
    }

    @Test
    void who_is_no_operator_is_told_so() {
        Page page = chromium.visitor(new NewContextOptions().setLocale("nl"));
        page.navigate(url() + "/certificates");
        signInThere(page, "sam");
        assertThat(page.locator("h1")).hasText("U bent hier geen operator");
        assertThat(page.locator("main")).containsText("Sam Staff");
        page.navigate(url() + "/certificates");
        assertThat(page.locator("#bearer")).isVisible();
        page.context().close();
    }

    private static String url() {
        return here.url().replaceFirst("/$", "");
    }

    private static void signInThere(Page page, String user) {
        page.locator("form[action='/operator/openid'] button").click();
        page.waitForURL(Pattern.compile(".*/login\\.html.*"));
        // Its page asks these of its API. The page itself lacks a file in the distribution's package.
        page.evaluate(SIGN_IN, List.of(user, Glewlwyd.PASSWORD, Glewlwyd.CLIENT));
        page.waitForURL(Pattern.compile(Pattern.quote(url()) + "/.*"));
    }
}
