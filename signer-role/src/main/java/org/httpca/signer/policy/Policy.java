package org.httpca.signer.policy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.message.Proof;
import org.httpca.message.RequestCertificate;
import org.httpca.message.RuleFinding;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.RenewalProof;
import org.httpca.problem.Problem;
import org.httpca.problem.Result;
import org.httpca.signer.profile.Profile;
import org.httpca.signer.profile.Profiles;
import org.jspecify.annotations.Nullable;

/** The policy: these rules, in this order. */
public final class Policy {

    private final Supplier<Profiles> profiles;
    private final Proofs proofs;
    private final CompromisedKeys compromised;
    private final ReplacedCertificates replaced;
    private final ControlEvidence control;
    private final List<Rule> rules;

    /**
     * @param profiles those of now
     * @param chains the certificate of an issuer, by its short name, and those above it; empty for one that is not known here
     */
    public Policy(
            Supplier<Profiles> profiles,
            Proofs proofs,
            BlockedKeys blockedKeys,
            CompromisedKeys compromised,
            OwnKeys ownKeys,
            Function<String, Collection<X509CertificateHolder>> chains,
            ReplacedCertificates replaced,
            ControlEvidence control,
            Clock clock) {
        this.profiles = profiles;
        this.control = control;
        this.replaced = replaced;
        this.proofs = proofs;
        this.compromised = compromised;
        this.rules = List.of(
                new ProofOfPossession(),
                new ProfileKnown(),
                new KeyAllowed(),
                new KeyNotBlocked(blockedKeys),
                new KeyNotOurs(ownKeys),
                new RenewalByHolder(),
                new ControlOfNames(),
                new NamesAllowed(),
                new NamesWithinSubtrees(),
                new NamesPermittedToIssuer(chains),
                new ValidityAllowed(chains, clock),
                new ApprovalRequired());
    }

    public PolicyVerdict evaluate(RequestCertificate command) {
        return evaluate(List.of(command)).get(0);
    }

    /**
     * Asks every rule, by the profiles as they are now; reads the CSRs again, for the web side's word is not enough. Their keys are
     * looked up at once.
     *
     * @return a verdict for each, in their order
     */
    public List<PolicyVerdict> evaluate(List<RequestCertificate> commands) {
        List<Result<CertificationRequest>> read =
                commands.stream().map(command -> proofs.read(command.proof())).toList();
        Map<UUID, Replaced> certificates = replaced(commands, read);
        Set<String> blocked = compromised.among(Stream.concat(
                        read.stream().flatMap(proof -> key(proof).stream()),
                        certificates.values().stream().map(Replaced::keySha256))
                .collect(Collectors.toSet()));
        Profiles now = profiles.get();
        List<PolicyVerdict> verdicts = new ArrayList<>(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            RequestCertificate command = commands.get(i);
            verdicts.add(evaluate(new CertificateApplication(
                    command,
                    read.get(i),
                    now.find(command.profile()).orElse(null),
                    now.former(command.profile()).orElse(null),
                    key(read.get(i)).filter(blocked::contains).isPresent(),
                    control.of(command, read.get(i)),
                    renewal(command, read.get(i), certificates.get(command.requestId()), blocked))));
        }
        return verdicts;
    }

    /** What cannot be read is refused, and replaces nothing. */
    private Map<UUID, Replaced> replaced(List<RequestCertificate> commands, List<Result<CertificationRequest>> read) {
        List<RequestCertificate> renewals = IntStream.range(0, commands.size())
                .filter(i -> read.get(i).isPassed())
                .mapToObj(commands::get)
                .filter(command -> command.replaces() != null)
                .toList();
        return renewals.isEmpty() ? Map.of() : replaced.of(renewals);
    }

    private RenewalClaim.@Nullable Grounds renewal(
            RequestCertificate command,
            Result<CertificationRequest> read,
            @Nullable Replaced certificate,
            Set<String> blocked) {
        return command.replaces() == null || !(read instanceof Result.Passed<CertificationRequest> passed)
                ? null
                : new RenewalClaim.Grounds(
                        command,
                        passed.value(),
                        RenewalProof.among(command.evidence())
                                .map(der -> proofs.read(new Proof(Proof.PKCS10, der)))
                                .orElse(null),
                        certificate,
                        certificate != null && blocked.contains(certificate.keySha256()));
    }

    private static Optional<String> key(Result<CertificationRequest> proof) {
        return proof instanceof Result.Passed<CertificationRequest> passed
                ? Optional.of(passed.value().key().sha256())
                : Optional.empty();
    }

    private PolicyVerdict evaluate(CertificateApplication application) {
        List<RuleFinding> findings = new ArrayList<>();
        boolean held = false;
        for (Rule rule : rules) {
            if (!rule.concerns(application)) {
                continue;
            }
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
