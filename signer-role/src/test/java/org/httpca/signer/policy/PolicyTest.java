package org.httpca.signer.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.signer.testing.Commands.request;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.httpca.message.RequestCertificate;
import org.httpca.message.RuleFinding;
import org.httpca.pki.CertificationRequest;
import org.httpca.problem.ProblemType;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.profile.ProfilesInForce;
import org.httpca.signer.testing.TestCsr;
import org.httpca.signer.testing.TestSigner;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static Policy policy(String approvals) {
        Profiles profiles = TestSigner.profiles("*.dev.example.org", "approvals: 1", "approvals: " + approvals);
        return new Policy(
                () -> profiles,
                new Proofs(),
                BlockedKeys.none(),
                CompromisedKeys.none(),
                OwnKeys.of(Map.of()),
                name -> List.of(),
                ReplacedCertificates.none(),
                ControlEvidence.none(),
                Clock.systemUTC());
    }

    @Test
    void whatNeedsNobodyIsCleared() {
        PolicyVerdict verdict = policy("1").evaluate(request("a.dev.example.org"));
        assertThat(verdict).isInstanceOf(PolicyVerdict.Cleared.class);
        assertThat(verdict.findings())
                .extracting(RuleFinding::rule)
                .containsExactly(
                        "proof-of-possession",
                        "profile-known",
                        "key-allowed",
                        "key-not-blocked",
                        "key-not-ours",
                        "names-allowed",
                        "names-within-subtrees",
                        "names-permitted-to-issuer",
                        "validity-allowed",
                        "approval-required");
        assertThat(verdict.findings()).extracting(RuleFinding::verdict).containsOnly("pass");
    }

    @Test
    void aCompromisedKeyIsRefusedWhateverElseIsSaid() {
        RequestCertificate one = request("a.dev.example.org");
        RequestCertificate other = request("b.dev.example.org");
        Profiles profiles = TestSigner.profiles("*.dev.example.org");
        String compromised = CertificationRequest.readDer(one.proof().bytes().toArray())
                .orElseThrow()
                .key()
                .sha256();
        List<Collection<String>> asked = new ArrayList<>();
        CompromisedKeys keys = sha256 -> {
            asked.add(sha256);
            return Set.of(compromised);
        };
        List<PolicyVerdict> verdicts = new Policy(
                        () -> profiles,
                        new Proofs(),
                        BlockedKeys.none(),
                        keys,
                        OwnKeys.of(Map.of()),
                        name -> List.of(),
                        ReplacedCertificates.none(),
                        ControlEvidence.none(),
                        Clock.systemUTC())
                .evaluate(List.of(one, other));
        PolicyVerdict.Rejected rejected = (PolicyVerdict.Rejected) verdicts.get(0);
        assertThat(rejected.problem().type()).isEqualTo(ProblemType.BAD_PUBLIC_KEY);
        assertThat(rejected.problem().detail()).startsWith("This key was revoked as compromised");
        assertThat(verdicts.get(1)).isInstanceOf(PolicyVerdict.Cleared.class);
        assertThat(asked)
                .singleElement()
                .satisfies(keysOfBoth -> assertThat(keysOfBoth).hasSize(2).contains(compromised));
    }

    @Test
    void theRestIsHeldForAsManyAsTheProfileSays() {
        PolicyVerdict verdict = policy("3").evaluate(request("www.example.org"));
        assertThat(((PolicyVerdict.Held) verdict).approvalsRequired()).isEqualTo(3);
        assertThat(verdict.findings().get(9).verdict()).isEqualTo("hold");
    }

    @Test
    void aProfileWithoutApprovalsClears() {
        assertThat(policy("0").evaluate(request("www.example.org"))).isInstanceOf(PolicyVerdict.Cleared.class);
    }

    @Test
    void whatWasMadeForTheVersionBeforeGoesOnIfNeitherAsksAnybody() {
        for (String before : List.of("0", "1")) {
            for (String now : List.of("0", "1")) {
                Profiles old = TestSigner.profiles("", "approvals: 1", "approvals: " + before);
                ProfilesInForce inForce = new ProfilesInForce(old);
                // another issuer would do as well: any other version
                inForce.replace(TestSigner.profiles(
                        "", "approvals: 1", "approvals: " + now + "\n    permitted-subtrees: [example.org]"));
                RequestCertificate command = request(
                        UUID.randomUUID(),
                        "server",
                        old.find("server").orElseThrow().hash(),
                        null,
                        TestCsr.forNames("a.example.org"),
                        "a.example.org");
                assertThat(new Policy(
                                        inForce,
                                        new Proofs(),
                                        BlockedKeys.none(),
                                        CompromisedKeys.none(),
                                        OwnKeys.of(Map.of()),
                                        name -> List.of(),
                                        ReplacedCertificates.none(),
                                        ControlEvidence.none(),
                                        Clock.systemUTC())
                                .evaluate(command))
                        .as("before %s, now %s", before, now)
                        .isInstanceOf(
                                before.equals("0") && now.equals("0")
                                        ? PolicyVerdict.Cleared.class
                                        : PolicyVerdict.Held.class);
            }
        }
    }

    @Test
    void aHeldRequestNeedsAtLeastOne() {
        PolicyVerdict verdict = policy("0")
                .evaluate(request(
                        UUID.randomUUID(), "server", "old", null, TestCsr.forNames("a.example.org"), "a.example.org"));
        assertThat(((PolicyVerdict.Held) verdict).approvalsRequired()).isEqualTo(1);
    }

    @Test
    void theFirstRefusalEndsIt() {
        PolicyVerdict verdict =
                policy("1").evaluate(request(UUID.randomUUID(), "nope", null, 0L, TestCsr.forNames("a.example.org")));
        assertThat(((PolicyVerdict.Rejected) verdict).problem().type()).isEqualTo(ProblemType.UNKNOWN_PROFILE);
        assertThat(verdict.findings()).hasSize(2);
    }
}
