package org.httpca.web.page;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.httpca.web.acme.account.AccountSummary;
import org.httpca.web.acme.challenge.FailedCheck;
import org.httpca.web.acme.order.OrderSummary;
import org.jspecify.annotations.Nullable;

/** The pages that are there where ACME is on. */
final class AcmeSamples {
    private static final UUID ID = UUID.fromString("01935b3a-0000-7000-8000-000000004711");
    private static final String URL = "https://ca.example.org";

    private AcmeSamples() {}

    static Map<String, String> pages(Templates templates) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("ca-acme", ca(templates, URL, false));
        pages.put("ca-acme-bound", ca(templates, URL, true));
        pages.put("ca-acme-plain", ca(templates, "http://ca.example.org", false));
        String address = "/operator/acme/orders?before=" + ID;
        pages.put(
                "acme-accounts",
                list(templates, "accounts", AcmeSearchForm.accounts(""), AcmeLines.accounts(accounts()), address));
        pages.put("acme-accounts-none", list(templates, "accounts", AcmeSearchForm.accounts("x@y"), List.of(), null));
        pages.put(
                "acme-orders",
                list(templates, "orders", AcmeSearchForm.orders("", "", ""), AcmeLines.orders(orders()), address));
        pages.put(
                "acme-orders-partly",
                list(templates, "orders", AcmeSearchForm.orders("", "ready", ""), List.of(), address));
        pages.put(
                "acme-checks",
                list(templates, "checks", AcmeSearchForm.checks("a.example"), AcmeLines.checks(checks()), null));
        for (AccountSummary account : accounts()) {
            pages.put("acme-account-" + account.status(), account(templates, account, false));
        }
        pages.put("acme-account-unsure", account(templates, accounts().get(0), true));
        Map<String, Object> wrong = operator();
        wrong.putAll(Map.of(
                "form",
                AcmeSearchForm.orders("not a name", "", ""),
                "orders",
                List.of(),
                "problem",
                "That is no name."));
        pages.put("acme-orders-wrong", templates.render("web/acme-orders", wrong));
        pages.put(
                "operator-acme",
                templates.render(
                        "web/operator",
                        Map.of("kept", true, "refused", false, "words", Map.of("acme", "orders"), "token", "x")));
        return pages;
    }

    private static String list(
            Templates templates, String place, AcmeSearchForm form, List<?> found, @Nullable String next) {
        Map<String, Object> model = operator();
        model.put("form", form);
        model.put(place, found);
        if (next != null) {
            model.put("next", next);
            model.put("first", "/operator/acme/" + place);
        }
        return templates.render("web/acme-" + place, model);
    }

    private static String account(Templates templates, AccountSummary account, boolean unsure) {
        Map<String, Object> model = operator();
        model.put("account", AcmeLines.account(account));
        model.put("unsure", unsure);
        model.put("orders", account.isValid() ? AcmeLines.orders(orders()) : List.of());
        model.put("checks", account.isValid() ? AcmeLines.checks(checks()) : List.of());
        return templates.render("web/acme-account", model);
    }

    private static Map<String, Object> operator() {
        return new HashMap<>(Map.of("operator", "operator", "operatorBy", "token", "token", "x".repeat(86)));
    }

    private static List<AccountSummary> accounts() {
        return List.of(
                account("valid", List.of("mailto:hostmaster@example.org", "mailto:somebody@example.org"), "web-team"),
                account("deactivated", List.of(), null),
                account("revoked", List.of("mailto:\u202Egro.elpmaxe@rekcah"), null));
    }

    private static AccountSummary account(String status, List<String> contacts, @Nullable String key) {
        return new AccountSummary(
                ID,
                status,
                contacts,
                "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
                "2001:db8::4711",
                Samples.NOW,
                key == null ? null : Samples.NOW,
                key);
    }

    private static List<OrderSummary> orders() {
        return AcmeSearchForm.STATUSES.stream()
                .map(status -> new OrderSummary(
                        ID,
                        ID,
                        List.of("*." + status + ".a-name-that-is-longer-than-most.example.org", "www.example.org"),
                        status,
                        Samples.NOW,
                        Samples.NOW,
                        status.equals("valid") ? ID : null))
                .toList();
    }

    private static List<FailedCheck> checks() {
        return List.of(
                new FailedCheck(
                        ID,
                        ID,
                        "www.example.org",
                        "http-01",
                        Samples.NOW,
                        3,
                        "connection",
                        "Nobody answers at 192.0.2.1, port 80."),
                new FailedCheck(ID, ID, "192.0.2.7", "tls-alpn-01", Samples.NOW, 0, "", "<script>alert(1)</script>"));
    }

    private static String ca(Templates templates, String url, boolean bound) {
        Map<String, Object> model = new HashMap<>(CaPages.model(
                List.of(Certificates.issuer("issuing", false), Certificates.issuer("root", true)),
                null,
                path -> URL + path));
        model.put("acme", AcmeClients.Shown.of(url + "/acme/directory", bound));
        return templates.render("web/ca", model);
    }
}
