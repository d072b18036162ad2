package org.httpca.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.httpca.pki.CertificationRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main job by the pages, done by people who use them differently: each looks, submits, waits and downloads. */
@Tag("full")
class BrowserJourneyTest {
    private static final Pattern REQUEST = Pattern.compile("/requests/([0-9a-f-]{36})");
    private static final double PATIENCE = 30_000;

    private static final RunningStandalone HERE = RunningStandalone.on(Parts.EMBEDDED);

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @Test
    void without_javascript() throws Exception {
        String host = "noscript.example.test";
        Subscriber subscriber = Subscriber.create(host);
        CertificationRequest csr =
                CertificationRequest.readPem(subscriber.csr()).orElseThrow();
        Page page = chromium.visitor(new NewContextOptions().setJavaScriptEnabled(false));

        page.navigate(HERE.url());
        page.locator("#csr").fill(subscriber.csr());
        page.locator("#name").fill("Zoë");
        page.locator("button[value=check]").click();
        assertThat(page.locator("h1")).hasText(host);
        assertThat(page.locator("main")).containsText(csr.fingerprint());
        assertThat(page.locator("main")).containsText("Zoë");

        // Second thoughts: everything is still in the form.
        page.locator("button[value=change]").click();
        assertThat(page.locator("#name")).hasValue("Zoë");
        page.locator("#note").fill("for the test");
        page.locator("button[value=check]").click();
        page.locator("button[value=send]").click();
        assertThat(page.locator(".keep code")).hasText(Pattern.compile("[A-Za-z0-9_-]{43}"));

        page.locator(".keep a").click();
        Matcher id = REQUEST.matcher(page.url());
        assertThat(id.find()).isTrue();
        Eventually.holds("the request is held", () -> {
            page.reload();
            return page.locator(".state h2").textContent().equals("Waiting for approval");
        });
        assertThat(HERE.approval("approve", id.group(1), "--fingerprint", csr.fingerprint())
                        .code())
                .isZero();
        Eventually.holds("the certificate is there", () -> {
            page.reload();
            return page.locator(".state.issued").count() == 1;
        });

        page.locator(".got a").first().click();
        assertThat(page.locator("h1")).hasText(host);
        Downloaded.isTheChainOf(
                subscriber,
                host,
                page.waitForDownload(
                        () -> page.locator("a[href$='/fullchain.pem']").click()));
        page.context().close();
    }

    @Test
    void with_the_keyboard_alone() throws Exception {
        String host = "keyboard.auto.test";
        Subscriber subscriber = Subscriber.create(host);
        Page page = chromium.visitor(new NewContextOptions());

        page.navigate(HERE.url());
        page.keyboard().press("Tab");
        assertThat(page.locator(":focus")).hasText("Skip to the content");
        page.keyboard().press("Enter");
        tabTo(page, "#csr");
        page.keyboard().insertText(subscriber.csr());
        tabTo(page, "input[type=radio]");
        tabTo(page, "button[value=check]");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText(host);
        tabTo(page, "button[value=send]");
        page.keyboard().press("Enter");

        // The page says by itself what became of the request, and its address is the request's.
        assertThat(page.locator(".state.issued")).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
        assertThat(page.locator("#announced")).hasText("Issued");
        assertThat(page.url()).containsPattern(REQUEST);
        tabTo(page, ".got a");
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile(".*/certificates/.*"));
        tabTo(page, "a[href$='/fullchain.pem']");
        Download file = page.waitForDownload(() -> page.keyboard().press("Enter"));
        Downloaded.isTheChainOf(subscriber, host, file);
        page.context().close();
    }

    @Test
    void who_comes_back_finds_the_request_and_withdraws_it() throws Exception {
        String host = "regretted.example.test";
        Page page = chromium.visitor(new NewContextOptions().setJavaScriptEnabled(false));
        page.navigate(HERE.url());
        page.locator("#csr").fill(Subscriber.create(host).csr());
        page.locator("button[value=check]").click();
        page.locator("button[value=send]").click();
        assertThat(page.locator(".keep")).isVisible();

        // The tab is closed, the secret is lost, and nobody wrote the address down.
        Page again = page.context().newPage();
        page.close();
        again.navigate(HERE.url());
        again.locator("a[href='/requests']").click();
        assertThat(again.locator("h1")).hasText("Requests from this browser");
        again.getByText(host).click();
        assertThat(again.locator("#withdrawal-secret")).hasCount(0);
        again.locator(".withdraw button").click();
        Eventually.holds("the request is withdrawn", () -> {
            again.reload();
            return again.locator(".state.withdrawn").count() == 1;
        });
        assertThat(again.locator(".withdraw")).hasCount(0);

        again.navigate(HERE.url() + "requests");
        again.locator("form button").click();
        assertThat(again.locator("main")).not().containsText(host);
        again.context().close();
    }

    @Test
    void an_operator_holds_releases_and_revokes() throws Exception {
        String host = "revoked-by-page.auto.test";
        Client client = HERE.client();
        Client.Request issued =
                client.until(client.submit(Subscriber.create(host).csr()).id(), "issued");
        Page page = chromium.visitor(new NewContextOptions().setJavaScriptEnabled(false));

        page.navigate(HERE.url() + "certificates/" + issued.serial());
        assertThat(page.locator("input[name=reason]")).hasCount(0);
        page.locator(".revoke summary").click();
        page.locator(".revoke a[href$='/revocation']").click();
        page.locator("#bearer")
                .fill(Files.readString(HERE.data().resolve("tokens/operator.token"))
                        .strip());
        page.locator("form button").click();

        asks(page, host, "certificateHold");
        becomes(page, ".revocation.hold");
        asks(page, host, "removeFromCRL");
        Eventually.holds("it is good again", () -> {
            page.reload();
            return page.locator(".revocation").count() == 0;
        });
        asks(page, host, "keyCompromise");
        becomes(page, ".revocation.revoked");
        assertThat(page.locator("main")).containsText("Its private key may be in other hands");
        assertThat(page.locator("form")).hasCount(0);
        page.context().close();
    }

    @Test
    void with_javascript_the_page_says_by_itself_that_it_is_revoked() throws Exception {
        Client client = HERE.client();
        Client.Request issued = client.until(
                client.submit(Subscriber.create("revoked-live.auto.test").csr()).id(), "issued");
        Page page = chromium.visitor(new NewContextOptions());
        page.navigate(HERE.url() + "certificates/" + issued.serial() + "/revocation");
        page.locator("#bearer")
                .fill(Files.readString(HERE.data().resolve("tokens/operator.token"))
                        .strip());
        page.locator("form button").click();
        asks(page, "revoked-live.auto.test", "superseded");
        assertThat(page.locator(".revocation.revoked")).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
        page.context().close();
    }

    private static void asks(Page page, String host, String reason) {
        page.locator("input[value=" + reason + "]").check();
        page.locator(".revoke button").click();
        assertThat(page.locator("h1")).hasText(host);
        page.locator("button[value=send]").click();
        assertThat(page.locator("h1")).hasText(host);
    }

    private static void becomes(Page page, String shown) {
        Eventually.holds(shown, () -> {
            page.reload();
            return page.locator(shown).count() == 1;
        });
    }

    @Test
    void on_a_phone() throws Exception {
        String host = "phone.auto.test";
        Subscriber subscriber = Subscriber.create(host);
        Page page = chromium.visitor(new NewContextOptions()
                .setViewportSize(360, 720)
                .setIsMobile(true)
                .setHasTouch(true));

        page.navigate(HERE.url());
        fits(page);
        page.locator("#csr").fill(subscriber.csr());
        page.locator("button[value=check]").tap();
        assertThat(page.locator("h1")).hasText(host);
        fits(page);
        page.locator("button[value=send]").tap();
        assertThat(page.locator(".state.issued")).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
        fits(page);
        page.locator(".got a").first().tap();
        page.waitForURL(Pattern.compile(".*/certificates/.*"));
        fits(page);
        Download file = page.waitForDownload(
                () -> page.locator("a[href$='/fullchain.pem']").tap());
        Downloaded.isTheChainOf(subscriber, host, file);
        for (String other : new String[] {"requests", "ca", "status", "help", "nothing"}) {
            page.navigate(HERE.url() + other);
            fits(page);
        }
        page.context().close();
    }

    @Test
    void in_chinese_and_then_in_dutch() throws Exception {
        String host = "zhongwen.auto.test";
        Subscriber subscriber = Subscriber.create(host);
        Page page = chromium.visitor(new NewContextOptions().setLocale("zh-CN"));

        page.navigate(HERE.url());
        assertThat(page.locator("html")).hasAttribute("lang", "zh-Hans");
        assertThat(page.locator("h1")).hasText("申请证书");
        page.locator("#csr").fill("不是请求");
        page.locator("button[value=check]").click();
        assertThat(page.locator("#problem")).containsText("请求尚未被接收");
        page.locator("#csr").fill(subscriber.csr());
        page.locator("button[value=check]").click();
        assertThat(page.locator("main")).containsText("请求的指纹");
        page.locator("button[value=send]").click();
        assertThat(page.locator(".state h2")).hasText("已签发", new HasTextOptions().setTimeout(PATIENCE));
        String before = page.url();

        page.navigate(before);
        page.locator("a[hreflang=nl]").click();
        assertThat(page.locator("html")).hasAttribute("lang", "nl");
        assertThat(page.locator(".state h2")).hasText("Uitgegeven");
        assertThat(page.url()).startsWith(before);
        page.locator(".got a").first().click();
        assertThat(page.locator("h2#files")).hasText("Downloaden");
        Download file = page.waitForDownload(
                () -> page.locator("a[href$='/fullchain.pem']").click());
        Downloaded.isTheChainOf(subscriber, host, file);
        page.context().close();
    }

    /** Goes there by the Tab key; wherever it stops, one can see where. */
    private static void tabTo(Page page, String selector) {
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            assertThat((Boolean) page.evaluate("""
                            () => { const seen = e => e && getComputedStyle(e).outlineStyle !== 'none';
                                    const at = document.activeElement;
                                    return at === document.body || seen(at) || seen(at.closest('.choice')); }"""))
                    .as("focus shows at %s", page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)"))
                    .isTrue();
            if ((Boolean) page.evaluate("s => document.activeElement.matches(s)", selector)) {
                return;
            }
        }
        throw new AssertionError("The Tab key does not lead to " + selector);
    }

    /** Nothing sticks out to the side, and what is to be touched is large enough to be hit (WCAG 2.2, 2.5.8). */
    private static void fits(Page page) {
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                .as("width of " + page.url())
                .isLessThanOrEqualTo(360);
        for (Locator touched : page.locator(
                        "button:visible, .button:visible, nav a:visible, input:visible, textarea:visible")
                .all()) {
            if (!"radio".equals(touched.getAttribute("type"))) {
                assertThat(touched.boundingBox().height)
                        .as(String.valueOf(touched.textContent()))
                        .isGreaterThanOrEqualTo(24);
            }
        }
    }
}
