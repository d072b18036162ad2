package org.httpca.signer.clearance;

import java.util.List;
import java.util.stream.IntStream;
import org.httpca.message.MessageJson;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Octets;
import org.httpca.signer.policy.Policy;
import org.httpca.signer.policy.PolicyVerdict;
import org.httpca.signer.policy.Proofs;
import org.httpca.signer.profile.Profile;
import org.httpca.signer.request.Standing;
import org.httpca.signer.request.State;
import org.httpca.signer.request.Verdict;

/** Asks the policy, and seals what it says: a request is pinned to the profile as it is now, and gets the MAC of its verdict. */
public final class Assessment {

    private final Policy policy;
    private final Proofs proofs;
    private final Clearances clearances;

    public Assessment(Policy policy, Proofs proofs, Clearances clearances) {
        this.policy = policy;
        this.proofs = proofs;
        this.clearances = clearances;
    }

    public Assessed of(RequestCertificate command) {
        return of(command, policy.evaluate(command));
    }

    /** One for each, in their order; cheaper than one after the other. */
    public List<Assessed> of(List<RequestCertificate> commands) {
        List<PolicyVerdict> verdicts = policy.evaluate(commands);
        return IntStream.range(0, commands.size())
                .mapToObj(i -> of(commands.get(i), verdicts.get(i)))
                .toList();
    }

    private Assessed of(RequestCertificate command, PolicyVerdict verdict) {
        String findings = MessageJson.mapper().writeValueAsString(verdict.findings());
        if (verdict instanceof PolicyVerdict.Held held) {
            return new Assessed(held(command, held, findings), null);
        }
        if (verdict instanceof PolicyVerdict.Cleared cleared) {
            return cleared(command, cleared.profile(), findings);
        }
        String problem = MessageJson.mapper().writeValueAsString(((PolicyVerdict.Rejected) verdict).problem());
        return new Assessed(
                new Standing(State.WAITING_FOR_TRANSMISSION, null, null, findings, 0, null, null, problem), null);
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

    private Assessed cleared(RequestCertificate command, Profile profile, String findings) {
        String hash = profile.hash();
        Octets digest = command.digest(hash);
        Octets clearance = clearances.clearedByPolicy(command.requestId(), digest, hash, 0);
        Standing standing = new Standing(
                State.WAITING_FOR_SIGNATURE,
                hash,
                profile.issuer(),
                findings,
                0,
                Verdict.CLEARED_BY_POLICY,
                clearance,
                null);
        CertificationRequest proof = proofs.read(command.proof()).orElseThrow();
        return new Assessed(standing, new ClearedRequest(command, proof, profile, digest));
    }
}
