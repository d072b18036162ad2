package org.httpca.signer.policy;

import java.util.Locale;
import org.httpca.message.RuleFinding;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found.
 *
 * @param reason a sentence for people
 * @param problem what the requester is told; null unless refused
 */
record Finding(Kind kind, String reason, @Nullable Problem problem) {

    enum Kind {
        PASS,
        HOLD,
        REJECT
    }

    static Finding pass(String reason) {
        return new Finding(Kind.PASS, reason, null);
    }

    /** An administrator must look at it. */
    static Finding hold(String reason) {
        return new Finding(Kind.HOLD, reason, null);
    }

    static Finding reject(Problem problem) {
        return new Finding(Kind.REJECT, problem.detail(), problem);
    }

    static Finding reject(ProblemType type, String detail) {
        return reject(new Problem(type, detail));
    }

    RuleFinding of(Rule rule) {
        return new RuleFinding(rule.name(), kind.name().toLowerCase(Locale.ROOT), reason);
    }
}
