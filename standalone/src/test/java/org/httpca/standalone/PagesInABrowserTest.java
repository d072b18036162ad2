package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page as Chromium shows it, in light and dark and in each language: axe-core finds nothing, and nothing overflows. */
@Tag("full")
class PagesInABrowserTest {
    private static final RunningStandalone HERE = RunningStandalone.on(Parts.EMBEDDED);

    /** What axe-core found, in a line for each rule. */
    private static final String FOUND = """
            async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
                .violations.map(v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | '))""";

    /** An ACME account whose one order ended as its name could not be shown; gives its id. */
    private static final String ORDERED_IN_VAIN = """
            with a as (insert into acme_account (id, thumbprint, public_key, contacts, source, created_at)
                    values (gen_random_uuid(), gen_random_uuid(), '{}', '{mailto:hostmaster@example.test}', '2001:db8::4711', now()) returning id),
                z as (insert into acme_authorization (id, account_id, type, value, wildcard, created_at, expires_at)
                    select gen_random_uuid(), id, 'dns', 'a-name-that-is-longer-than-most-names-are.department.example.test', false, now(), now() from a
                    returning id, account_id),
                c as (insert into acme_challenge (id, authorization_id, type, token, asked_at, thumbprint, attempts, outcome, decided_at, problem)
                    select gen_random_uuid(), id, 'http-01', 'token', now(), 'thumbprint', 3, 'invalid', now(),
                    '{"type":"urn:ietf:params:acme:error:connection","detail":"Nobody answers at 192.0.2.1, port 80."}' from z),
                o as (insert into acme_order (id, account_id, created_at, expires_at) select gen_random_uuid(), account_id, now(), now() from z
                    returning id, account_id),
                l as (insert into acme_order_authorization (order_id, number, authorization_id) select o.id, 0, z.id from o, z)
            select account_id from o""";

    @ParameterizedTest
    @CsvSource({"en, LIGHT, 1280", "en, DARK, 360", "nl, LIGHT, 360", "zh, DARK, 1280", "zh, LIGHT, 360"})
    void axe_finds_nothing_and_nothing_sticks_out(String language, ColorScheme scheme, int width) throws Exception {
        try (Chromium chromium = new Chromium()) {
            Page page = chromium.inspector(new NewContextOptions()
                    .setLocale(language)
                    .setColorScheme(scheme)
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setViewportSize(width, 800));
            Map<String, List<String>> found = new LinkedHashMap<>();
            for (Map.Entry<String, Consumer<Page>> way : ways().entrySet()) {
                way.getValue().accept(page);
                List<String> here = new ArrayList<>();
                for (Object violation : (List<?>) page.evaluate(FOUND)) {
                    here.add(String.valueOf(violation));
                }
                if ((Integer) page.evaluate("() => document.documentElement.scrollWidth") > width) {
                    here.add("wider than the window");
                }
                if (!here.isEmpty()) {
                    found.put(way.getKey(), here);
                }
            }
            assertThat(found).isEmpty();
        }
    }

    /** How one gets to each page. */
    private static Map<String, Consumer<Page>> ways() throws Exception {
        String held = Subscriber.create("held.example.test").csr();
        String issued = Subscriber.create("axe.auto.test").csr();
        String many = Subscriber.create(IntStream.rangeClosed(1, 100)
                        .mapToObj(i -> i == 1
                                ? "many.example.test"
                                : "a-name-that-is-longer-than-most-names-are-" + i + ".department.example.test")
                        .toArray(String[]::new))
                .csr();
        Map<String, Consumer<Page>> ways = new LinkedHashMap<>();
        ways.put("first page", page -> page.navigate(HERE.url()));
        ways.put("a key that was made", page -> {
            page.navigate(HERE.url());
            page.locator("#maker summary").click();
            page.locator("#maker-names").fill("made.example.test");
            page.locator("#maker-make").click();
            page.locator("#maker-save").waitFor();
            page.locator("#maker-save").click();
        });
        ways.put("form with faults", page -> checks(page, "nothing"));
        ways.put("a hundred names", page -> checks(page, many));
        ways.put("last look", page -> checks(page, held));
        ways.put("submitted", page -> page.locator("button[value=send]").click());
        ways.put("held", page -> page.locator(".state .hold").waitFor());
        ways.put("issued", page -> {
            checks(page, issued);
            page.locator("button[value=send]").click();
            page.locator(".state.issued").waitFor();
        });
        ways.put("requests of this browser", page -> page.navigate(HERE.url() + "requests"));
        ways.put("first page again", page -> page.navigate(HERE.url()));
        ways.put("back at it", page -> {
            page.navigate(HERE.url() + "requests");
            page.locator(".requests a").first().click();
        });
        ways.put("certificate", page -> page.locator(".got a").first().click());
        ways.put("how to revoke it", page -> page.locator(".revoke summary").click());
        ways.put("who may not search", page -> page.navigate(HERE.url() + "certificates?q=auto.test"));
        ways.put("no operator's token", page -> shows(page, "nothing"));
        String token =
                Files.readString(HERE.data().resolve("tokens/operator.token")).strip();
        ways.put("found", page -> {
            shows(page, token);
            page.locator(".found a").first().waitFor();
        });
        ways.put(
                "certificate that an operator may revoke",
                page -> page.locator(".found a").first().click());
        ways.put("last look before a revocation", page -> {
            page.locator("input[value=keyCompromise]").check();
            page.locator(".revoke button").click();
        });
        ways.put("searched for what cannot be", page -> page.navigate(HERE.url() + "certificates?expiresBefore=never"));
        String account = Tables.web(HERE.data()).lines(ORDERED_IN_VAIN).get(0);
        for (String path : List.of(
                "ca",
                "status",
                "help",
                "nothing",
                "operator/acme",
                "operator/acme?q=nobody@example.test",
                "operator/acme/accounts/" + account,
                "operator/acme/orders",
                "operator/acme/orders?name=nothing+that+is+a+name",
                "operator/acme/checks")) {
            ways.put(path, page -> page.navigate(HERE.url() + path));
        }
        return ways;
    }

    private static void shows(Page page, String token) {
        page.locator("#bearer").fill(token);
        page.locator("button[type=submit]").click();
    }

    private static void checks(Page page, String csr) {
        page.navigate(HERE.url());
        page.locator("#csr").fill(csr);
        page.locator("button[value=check]").click();
    }
}
