package org.httpca.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that the first page makes: it fits the certificate, and stays where it was made. */
@Tag("full")
class KeyMadeInABrowserTest {
    private static final double PATIENCE = 60_000;
    private static final RunningStandalone HERE = RunningStandalone.on(Parts.EMBEDDED);

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void open() {
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"p256", "rsa3072", "rsa2048"})
    void itFitsTheCertificateAndIsNotSent(String kind) throws Exception {
        String host = kind + "-made.auto.test";
        Page page = chromium.visitor(new NewContextOptions().setAcceptDownloads(true));
        SentByABrowser sent = SentByABrowser.of(page);
        make(page, kind, host + ", zz-" + host);

        // Not before the key was offered.
        page.locator("button[value=check]").click();
        assertThat(page.locator("#maker-first")).isVisible();
        assertThat(page.locator("h1")).hasText("Request a certificate");
        Download file = page.waitForDownload(() -> page.locator("#maker-save").click());
        assertThat(file.suggestedFilename()).isEqualTo(host + "-key.pem");
        Path key = folder.resolve("key.pem");
        file.saveAs(key);
        opensslFindsNothingWrong(page.locator("#csr").inputValue(), key);

        page.locator("button[value=check]").click();
        assertThat(page.locator("h1")).hasText(host);
        assertThat(page.locator(".names li")).hasCount(2);
        page.locator("button[value=send]").click();
        assertThat(page.locator(".state.issued")).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
        Download chain = page.waitForDownload(
                () -> page.locator(".got a[href$='/fullchain.pem']").click());
        PrivateKeyFile made = PrivateKeyFile.read(key);
        assertThat(made.fits(first(chain).getPublicKey())).isTrue();
        assertThat(sent.posts())
                .as("both forms were seen whole")
                .hasSize(2)
                .allMatch(text -> text.matches("(?s).*BEGIN.CERTIFICATE.REQUEST.*"));
        assertThat(made.isIn(Files.readString(key)))
                .as("the search finds a key")
                .isTrue();
        assertThat(sent.texts())
                .noneMatch(text -> text.matches("(?s).*PRIVATE(.|%20)KEY.*"))
                .noneMatch(made::isIn);
        page.context().close();
    }

    @Test
    void namesAreReadAsCertificatesHaveThem() {
        Page page = chromium.visitor(new NewContextOptions());
        make(page, "p256", "B\u00fccher.auto.test *.made.auto.test; 2001:DB8::17\n192.0.2.7 b\u00fccher.auto.test");
        page.locator("#maker-save").click();
        page.locator("button[value=check]").click();
        assertThat(page.locator("h1")).not().hasText("Request a certificate");
        assertThat(page.locator(".names li").allTextContents())
                .containsExactlyInAnyOrder("xn--bcher-kva.auto.test", "*.made.auto.test", "2001:db8::17", "192.0.2.7");
        page.context().close();
    }

    @Test
    void whatIsNoNameIsSaidAtTheField() {
        Page page = chromium.visitor(new NewContextOptions());
        for (String typed : new String[] {"", "www.auto.test, http://x/ 1.2.3 <b>"}) {
            page.navigate(HERE.url());
            page.locator("#maker summary").click();
            page.locator("#maker-names").fill(typed);
            page.locator("#maker-make").click();
            assertThat(page.locator("#maker-names-bad")).isVisible();
            assertThat(page.locator("#maker-names")).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#maker-made")).isHidden();
        }
        assertThat(page.locator("#maker-which")).hasText("http://x/ 1.2.3 <b>");
        page.context().close();
    }

    /** Somebody who pastes another request has nothing to save. */
    @Test
    void anotherRequestNeedsNoKeySaved() throws Exception {
        Page page = chromium.visitor(new NewContextOptions());
        make(page, "p256", "abandoned.auto.test");
        page.locator("#csr").fill(Subscriber.create("pasted.auto.test").csr());
        page.locator("button[value=check]").click();
        assertThat(page.locator("h1")).hasText("pasted.auto.test");
        page.context().close();
    }

    @Test
    void withoutJavascriptItIsNotThere() {
        Page page = chromium.visitor(new NewContextOptions().setJavaScriptEnabled(false));
        page.navigate(HERE.url());
        assertThat(page.locator("#maker")).isHidden();
        assertThat(page.locator("#csr")).isVisible();
        page.context().close();
    }

    private static void make(Page page, String kind, String names) {
        page.navigate(HERE.url());
        page.locator("#maker summary").click();
        page.locator("#maker-names").fill(names);
        page.locator("#maker-kind").selectOption(kind);
        page.locator("#maker-make").click();
        assertThat(page.locator("#maker-save")).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
        assertThat(page.locator("#csr")).hasValue(Pattern.compile("-----BEGIN CERTIFICATE REQUEST-----[^$]*"));
    }

    private void opensslFindsNothingWrong(String csr, Path key) throws Exception {
        Files.writeString(folder.resolve("host.csr"), csr);
        Program.Ended verified = Program.run(folder, "openssl", "req", "-in", "host.csr", "-noout", "-verify", "-text");
        assertThat(verified.code()).as(verified.output()).isZero();
        assertThat(verified.output()).contains("verify OK", "DNS:");
        Program.Ended checked = Program.run(folder, "openssl", "pkey", "-in", key.toString(), "-noout", "-check");
        assertThat(checked.code()).as(checked.output()).isZero();
    }

    private static X509Certificate first(Download chain) throws Exception {
        byte[] pem = Files.readAllBytes(chain.path());
        assertThat(new String(pem, StandardCharsets.US_ASCII)).startsWith("-----BEGIN CERTIFICATE-----");
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }
}
