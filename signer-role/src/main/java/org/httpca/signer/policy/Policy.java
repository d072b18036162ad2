package org.httpca.signer.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.httpca.message.RequestCertificate;
import org.httpca.message.RuleFinding;
import org.httpca.problem.Problem;
import org.httpca.signer.profile.Profile;
import org.httpca.signer.profile.Profiles;

/** The policy: these rules, in this order. */
public final class Policy {

    private final Supplier<Profiles> profiles;
    private final Proofs proofs;
    private final List<Rule> rules;

    /** @param profiles those of now */
    public Policy(Supplier<Profiles> profiles, Proofs proofs, BlockedKeys blockedKeys, OwnKeys ownKeys) {
        this.profiles = profiles;
        this.proofs = proofs;
        this.rules = List.of(
                new ProofOfPossession(),
                new ProfileKnown(),
                new KeyAllowed(),
                new KeyNotBlocked(blockedKeys),
                new KeyNotOurs(ownKeys),
                new NamesAllowed(),
                new NamesWithinSubtrees(),
                new ValidityAllowed(),
                new ApprovalRequired());
    }

    /** Asks every rule, by the profiles as they are now; reads the CSR again, for the web side's word is not enough. */
    public PolicyVerdict evaluate(RequestCertificate command) {
        return evaluate(new CertificateApplication(
                command,
                proofs.read(command.proof()),
                profiles.get().find(command.profile()).orElse(null)));
    }

    private PolicyVerdict evaluate(CertificateApplication application) {
        List<RuleFinding> findings = new ArrayList<>();
        boolean held = false;
        for (Rule rule : rules) {
            Finding finding = rule.check(application);
            findings.add(finding.of(rule));
            Problem problem = finding.problem();
            if (problem != null) {
                return new PolicyVerdict.Rejected(problem, List.copyOf(findings));
            }
            held |= finding.kind() == Finding.Kind.HOLD;
        }
        Profile profile = application.profile();
        return held
                ? new PolicyVerdict.Held(profile, Math.max(1, profile.approvals()), List.copyOf(findings))
                : new PolicyVerdict.Cleared(profile, List.copyOf(findings));
    }
}
