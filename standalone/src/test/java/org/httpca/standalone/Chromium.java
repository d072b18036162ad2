package org.httpca.standalone;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The distribution's Chromium, and its visitors, who share nothing with each other. A missing one is a failure. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final List<String> QUIETLY = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(QUIETLY));
    }

    /** A new visitor's page. Closing its context ends the visit. */
    Page visitor(NewContextOptions options) {
        return browser.newContext(options).newPage();
    }

    /** A visitor whose pages have axe-core in them, which our Content-Security-Policy would not let in later. */
    Page inspector(NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.addInitScript(axe());
        return context.newPage();
    }

    private static String axe() {
        try (InputStream script =
                Objects.requireNonNull(Chromium.class.getResourceAsStream("/axe.min.js"), "axe-core is missing")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
