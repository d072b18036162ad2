package org.httpca.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.httpca.pki.Identifier;
import org.httpca.problem.Result;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.acme.account.AccountSearch;
import org.httpca.web.acme.account.AccountSummary;
import org.httpca.web.acme.challenge.FailedCheck;
import org.httpca.web.acme.challenge.FailedChecks;
import org.httpca.web.acme.order.OrderSearch;
import org.httpca.web.request.RequestIds;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** ACME for operators: lists of accounts, of orders, and of checks that failed. */
@Controller
@WhereAcmeIsOn
class AcmePages {
    private static final int LONGEST = 260; // a mail address with its scheme, or a name

    private final AccountSearch accounts;
    private final OrderSearch orders;
    private final FailedChecks checks;
    private final AcmeVisitors visitors;

    AcmePages(AccountSearch accounts, OrderSearch orders, FailedChecks checks, AcmeVisitors visitors) {
        this.accounts = accounts;
        this.orders = orders;
        this.checks = checks;
        this.visitors = visitors;
    }

    @GetMapping(AcmePlaces.ACCOUNTS)
    ModelAndView accounts(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String before,
            HttpServletRequest request,
            HttpServletResponse response) {
        return visitors.show("accounts", request, response, () -> {
            String fault = fault(q, before);
            List<AccountSummary> found = fault == null ? accounts.find(q, id(before)) : List.of();
            ModelAndView page = list("web/acme-accounts", AcmeSearchForm.accounts(q), fault);
            page.addObject("accounts", AcmeLines.accounts(first(found, AccountSearch.PAGE)));
            return linked(
                    page,
                    AcmePlaces.ACCOUNTS,
                    AcmeSearchForm.accounts(q),
                    before,
                    next(found, AccountSearch.PAGE, AccountSummary::id));
        });
    }

    @GetMapping(AcmePlaces.ORDERS)
    ModelAndView orders(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String before,
            HttpServletRequest request,
            HttpServletResponse response) {
        return visitors.show("orders", request, response, () -> {
            AcmeSearchForm form = AcmeSearchForm.orders(name, status, account);
            String fault = fault(name, before);
            Result<Optional<Identifier>> wanted = identifier(name);
            if (fault == null && wanted instanceof Result.Refused<Optional<Identifier>> refused) {
                fault = refused.problem().detail();
            }
            if (fault == null && !status.isEmpty() && !AcmeSearchForm.STATUSES.contains(status)) {
                fault = "The status of an order is one of " + String.join(", ", AcmeSearchForm.STATUSES) + ".";
            }
            if (fault == null && !account.isEmpty() && id(account) == null) {
                fault = "An account is named by its id.";
            }
            OrderSearch.Page found = fault == null
                    ? orders.find(
                            new OrderSearch.Wanted(
                                    wanted.orElseThrow().orElse(null), status.isEmpty() ? null : status, id(account)),
                            id(before))
                    : new OrderSearch.Page(List.of(), null);
            ModelAndView page = list("web/acme-orders", form, fault);
            page.addObject("orders", AcmeLines.orders(found.orders()));
            return linked(page, AcmePlaces.ORDERS, form, before, found.next());
        });
    }

    @GetMapping(AcmePlaces.CHECKS)
    ModelAndView checks(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String before,
            HttpServletRequest request,
            HttpServletResponse response) {
        return visitors.show("checks", request, response, () -> {
            AcmeSearchForm form = AcmeSearchForm.checks(name);
            String fault = fault(name, before);
            Result<Optional<Identifier>> wanted = identifier(name);
            if (fault == null && wanted instanceof Result.Refused<Optional<Identifier>> refused) {
                fault = refused.problem().detail();
            }
            List<FailedCheck> found =
                    fault == null ? checks.find(wanted.orElseThrow().orElse(null), id(before)) : List.of();
            ModelAndView page = list("web/acme-checks", form, fault);
            page.addObject("checks", AcmeLines.checks(first(found, FailedChecks.PAGE)));
            return linked(page, AcmePlaces.CHECKS, form, before, next(found, FailedChecks.PAGE, FailedCheck::id));
        });
    }

    private static ModelAndView list(String view, AcmeSearchForm form, @Nullable String fault) {
        ModelAndView page = new ModelAndView(view, "form", form);
        if (fault != null) {
            page.addObject("problem", Shown.line(fault));
            page.setStatus(HttpStatusCode.valueOf(400));
        }
        return page;
    }

    private static ModelAndView linked(
            ModelAndView page, String path, AcmeSearchForm form, String before, @Nullable UUID next) {
        if (next != null) {
            page.addObject("next", form.address(path, next));
        }
        if (!before.isEmpty()) {
            page.addObject("first", form.address(path, null));
        }
        return page;
    }

    private static @Nullable String fault(String text, String before) {
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            return "What is looked for is one line of up to " + LONGEST + " characters.";
        }
        return before.isEmpty() || id(before) != null ? null : "'before' is what the link to the next page has.";
    }

    private static Result<Optional<Identifier>> identifier(String name) {
        return name.isBlank()
                ? Result.passed(Optional.empty())
                : Identifier.parse(name.strip()).map(Optional::of);
    }

    private static @Nullable UUID id(String text) {
        return RequestIds.parse(text).orElse(null);
    }

    private static <T> List<T> first(List<T> found, int most) {
        return found.subList(0, Math.min(most, found.size()));
    }

    private static <T> @Nullable UUID next(List<T> found, int most, Function<T, UUID> id) {
        return found.size() > most ? id.apply(found.get(most - 1)) : null;
    }
}
