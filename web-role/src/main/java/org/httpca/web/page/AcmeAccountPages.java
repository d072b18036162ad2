package org.httpca.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.acme.account.AccountSearch;
import org.httpca.web.acme.account.AccountSummary;
import org.httpca.web.acme.account.OperatedAccounts;
import org.httpca.web.acme.challenge.FailedChecks;
import org.httpca.web.acme.order.OrderSearch;
import org.httpca.web.request.RequestIds;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One ACME account for operators: what it ordered, what it could not show, and the end of it. */
@Controller
@WhereAcmeIsOn
class AcmeAccountPages {
    private final AccountSearch accounts;
    private final OrderSearch orders;
    private final FailedChecks checks;
    private final OperatedAccounts operated;
    private final AcmeVisitors visitors;
    private final FailurePages failures;

    AcmeAccountPages(
            AccountSearch accounts,
            OrderSearch orders,
            FailedChecks checks,
            OperatedAccounts operated,
            AcmeVisitors visitors,
            FailurePages failures) {
        this.accounts = accounts;
        this.orders = orders;
        this.checks = checks;
        this.operated = operated;
        this.visitors = visitors;
        this.failures = failures;
    }

    @GetMapping(AcmePlaces.ACCOUNT + "{id}")
    ModelAndView show(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        return visitors.show(
                id,
                request,
                response,
                () -> known(id).map(account -> page(account, false)).orElseGet(this::nothing));
    }

    /** The form is sent with its box ticked, also by browsers that do not insist. */
    @PostMapping(AcmePlaces.ACCOUNT + "{id}/revocation")
    ModelAndView revoke(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String sure,
            @RequestParam(defaultValue = "") String token,
            HttpServletRequest request,
            HttpServletResponse response) {
        return visitors.act(id, token, request, response, operator -> {
            Optional<AccountSummary> account = known(id);
            if (account.isEmpty()) {
                return nothing();
            }
            if (!sure.equals("yes")) {
                return visitors.show(id, request, response, () -> page(account.get(), true));
            }
            // of two operators at once, both see that it is revoked
            operated.revoke(account.get().id(), operator.principal());
            return OperatorPages.redirect(AcmePlaces.account(account.get().id()));
        });
    }

    private Optional<AccountSummary> known(String id) {
        return RequestIds.parse(id).flatMap(accounts::find);
    }

    private ModelAndView nothing() {
        return failures.answer(new Problem(ProblemType.NOT_FOUND, "There is no ACME account of this id."));
    }

    private ModelAndView page(AccountSummary account, boolean unsure) {
        ModelAndView page = new ModelAndView("web/acme-account", "account", AcmeLines.account(account));
        page.addObject("unsure", unsure);
        OrderSearch.Page found = orders.find(new OrderSearch.Wanted(null, null, account.id()), null);
        page.addObject("orders", AcmeLines.orders(found.orders()));
        page.addObject("checks", AcmeLines.checks(checks.of(account.id())));
        if (found.next() != null) {
            AcmeSearchForm more = AcmeSearchForm.orders("", "", account.id().toString());
            page.addObject("next", more.address(AcmePlaces.ORDERS, found.next()));
        }
        if (unsure) {
            page.setStatus(HttpStatusCode.valueOf(400));
        }
        return page;
    }
}
