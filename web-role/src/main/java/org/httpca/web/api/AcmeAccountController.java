package org.httpca.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.web.acme.account.OperatedAccounts;
import org.httpca.web.http.ProblemAnswers;
import org.httpca.web.request.RequestIds;
import org.httpca.web.token.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/acme/accounts/{id}}: what operators do with accounts of ACME. */
@RestController
class AcmeAccountController {
    private static final String PATH = "/api/v1/acme/accounts/{id}";

    private final OperatedAccounts accounts;

    AcmeAccountController(OperatedAccounts accounts) {
        this.accounts = accounts;
    }

    /** @param unlimited whether the account has no limits; null is refused */
    record LimitsJson(@Nullable Boolean unlimited) {}

    @PostMapping(PATH + "/revocation")
    ResponseEntity<?> revoke(HttpServletRequest call, @PathVariable("id") String id) {
        Optional<ResponseEntity<Object>> refusal = refusal(call);
        return refusal.isPresent()
                ? refusal.get()
                : answer(RequestIds.parse(id)
                        .filter(account -> accounts.revoke(account, operator(call)))
                        .isPresent());
    }

    @PutMapping(path = PATH + "/limits", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> limits(HttpServletRequest call, @PathVariable("id") String id, @RequestBody LimitsJson body) {
        Optional<ResponseEntity<Object>> refusal = refusal(call);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Boolean unlimited = body.unlimited();
        if (unlimited == null) {
            return ProblemAnswers.json(
                    new Problem(ProblemType.MALFORMED, "Send {\"unlimited\": true}, or false for the limits of all."));
        }
        return answer(RequestIds.parse(id)
                .filter(account -> accounts.unlimited(account, unlimited, operator(call)))
                .isPresent());
    }

    private static String operator(HttpServletRequest call) {
        return Callers.of(call).orElseThrow().principal();
    }

    private static ResponseEntity<?> answer(boolean known) {
        return known
                ? ResponseEntity.noContent().build()
                : ProblemAnswers.json(new Problem(ProblemType.NOT_FOUND, "There is no ACME account of this id."));
    }

    private static Optional<ResponseEntity<Object>> refusal(HttpServletRequest call) {
        return OperatorsOnly.refusal(call, "Accounts of others are");
    }
}
