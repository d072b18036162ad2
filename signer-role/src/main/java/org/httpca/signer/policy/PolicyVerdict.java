package org.httpca.signer.policy;

import java.util.List;
import org.httpca.message.RuleFinding;
import org.httpca.problem.Problem;
import org.httpca.signer.profile.Profile;

/** What the policy says about an application, with what each rule found on the way. */
public sealed interface PolicyVerdict {

    /** Rule by rule, up to the first that refused. */
    List<RuleFinding> findings();

    /** Signed without asking anybody. */
    record Cleared(Profile profile, List<RuleFinding> findings) implements PolicyVerdict {}

    /** Administrators decide. @param approvalsRequired 1 or more */
    record Held(Profile profile, int approvalsRequired, List<RuleFinding> findings) implements PolicyVerdict {}

    /** Refused. */
    record Rejected(Problem problem, List<RuleFinding> findings) implements PolicyVerdict {}
}
