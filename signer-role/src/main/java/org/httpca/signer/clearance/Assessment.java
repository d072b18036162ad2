package org.httpca.signer.clearance;

import org.httpca.message.MessageJson;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.Octets;
import org.httpca.signer.policy.Policy;
import org.httpca.signer.policy.PolicyVerdict;
import org.httpca.signer.profile.Profile;
import org.httpca.signer.request.Standing;
import org.httpca.signer.request.State;
import org.httpca.signer.request.Verdict;

/** Asks the policy, and seals what it says: a request is pinned to the profile as it is now, and gets the MAC of its verdict. */
public final class Assessment {

    private final Policy policy;
    private final Clearances clearances;

    public Assessment(Policy policy, Clearances clearances) {
        this.policy = policy;
        this.clearances = clearances;
    }

    public Standing of(RequestCertificate command) {
        PolicyVerdict verdict = policy.evaluate(command);
        String findings = MessageJson.mapper().writeValueAsString(verdict.findings());
        if (verdict instanceof PolicyVerdict.Held held) {
            return held(command, held, findings);
        }
        if (verdict instanceof PolicyVerdict.Cleared cleared) {
            return cleared(command, cleared.profile(), findings);
        }
        String problem = MessageJson.mapper().writeValueAsString(((PolicyVerdict.Rejected) verdict).problem());
        return new Standing(State.WAITING_FOR_TRANSMISSION, null, null, findings, 0, null, null, problem);
    }

    private Standing held(RequestCertificate command, PolicyVerdict.Held held, String findings) {
        String hash = held.profile().hash();
        int required = held.approvalsRequired();
        Octets clearance = clearances.held(command.requestId(), command.digest(hash), hash, required, findings);
        return new Standing(
                State.WAITING_FOR_APPROVAL,
                hash,
                held.profile().issuer(),
                findings,
                required,
                Verdict.HELD,
                clearance,
                null);
    }

    private Standing cleared(RequestCertificate command, Profile profile, String findings) {
        String hash = profile.hash();
        Octets clearance = clearances.clearedByPolicy(command.requestId(), command.digest(hash), hash, 0);
        return new Standing(
                State.WAITING_FOR_SIGNATURE,
                hash,
                profile.issuer(),
                findings,
                0,
                Verdict.CLEARED_BY_POLICY,
                clearance,
                null);
    }
}
