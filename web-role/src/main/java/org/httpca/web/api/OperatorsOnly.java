package org.httpca.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.web.http.ProblemAnswers;
import org.httpca.web.token.Caller;
import org.httpca.web.token.Callers;
import org.httpca.web.token.Challenges;
import org.httpca.web.token.Scope;
import org.springframework.http.ResponseEntity;

/** What is not for everybody: who asked for what. */
final class OperatorsOnly {
    private OperatorsOnly() {}

    /**
     * Empty for an operator.
     *
     * @param what the beginning of a sentence, such as "Search is"
     */
    static Optional<ResponseEntity<Object>> refusal(HttpServletRequest call, String what) {
        Optional<Caller> caller = Callers.of(call);
        if (caller.isEmpty()) {
            return Optional.of(ProblemAnswers.json(new Problem(
                    ProblemType.UNAUTHORIZED, what + " for operators: send a token, 'Authorization: Bearer TOKEN'.")));
        }
        return caller.get().may(Scope.OPERATOR)
                ? Optional.empty()
                : Optional.of(ProblemAnswers.challenge(
                        new Problem(ProblemType.FORBIDDEN, "This token lacks the scope 'operator'."),
                        Challenges.insufficient(Scope.OPERATOR)));
    }
}
