package org.httpca.signer.policy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.httpca.message.MessageJson;
import org.httpca.message.Proof;
import org.httpca.message.RequestCertificate;
import org.httpca.message.RuleFinding;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.httpca.pki.Printable;
import org.httpca.problem.Problem;
import org.httpca.problem.Result;
import org.httpca.signer.profile.IssuanceLimits;
import org.httpca.signer.profile.Profile;
import org.httpca.signer.profile.Profiles;
import org.jspecify.annotations.Nullable;

/** What would become of a CSR, told to people and to scripts. */
public final class DryRun {

    private final List<String> names;
    private final String profile;
    private final PolicyVerdict verdict;

    private DryRun(List<String> names, String profile, PolicyVerdict verdict) {
        this.names = names;
        this.profile = profile;
        this.verdict = verdict;
    }

    /**
     * @param policy by these profiles
     * @param csr a PKCS#10 in DER, or what is none
     * @param profile null for the default one
     */
    public static DryRun of(Policy policy, Profiles profiles, Octets csr, @Nullable String profile) {
        String asked = profile != null
                ? profile
                : profiles.all().stream()
                        .filter(Profile::isDefault)
                        .findFirst()
                        .map(Profile::name)
                        .orElseThrow();
        List<Identifier> names =
                CertificationRequest.readDer(csr.toArray()) instanceof Result.Passed<CertificationRequest> read
                        ? read.value().identifiers()
                        : List.of();
        RequestCertificate command = new RequestCertificate(
                new UUID(0, 0),
                "policy",
                null,
                "",
                new Proof(Proof.PKCS10, csr),
                names,
                asked,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                "",
                Instant.EPOCH);
        return new DryRun(names.stream().map(Identifier::value).toList(), asked, policy.evaluate(command));
    }

    public boolean isRefused() {
        return verdict instanceof PolicyVerdict.Rejected;
    }

    /** Some lines, without the last line's end. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("Names: ").append(names.isEmpty() ? "none" : Printable.text(String.join(", ", names), 4_000));
        for (RuleFinding finding : verdict.findings()) {
            text.append('\n')
                    .append(String.format("%-6s", finding.verdict()))
                    .append("  ")
                    .append(finding.rule())
                    .append(": ")
                    .append(Printable.text(finding.reason(), 1_000));
        }
        return text.append('\n').append(conclusion()).toString();
    }

    private String conclusion() {
        if (verdict instanceof PolicyVerdict.Held held) {
            List<String> approvers = held.profile().approvers().names();
            return "It would wait for " + held.approvalsRequired()
                    + (held.approvalsRequired() == 1 ? " approval, of " : " approvals, of ")
                    + (approvers.isEmpty() ? "any administrator." : String.join(", ", approvers) + ".")
                    + limit(held.profile().limits());
        }
        return verdict instanceof PolicyVerdict.Cleared cleared
                ? "It would be signed without approval."
                        + limit(cleared.profile().limits())
                : "It would be refused; the rules after that are not asked.";
    }

    private static String limit(IssuanceLimits limits) {
        String all = limits.perHour() == null ? "" : " Not more than " + limits.perHour() + " an hour.";
        return limits.perHourAndPrincipal() == null
                ? all
                : all + " Not more than " + limits.perHourAndPrincipal() + " an hour for each principal.";
    }

    /** One JSON object. */
    public String json() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        Profile known = verdict instanceof PolicyVerdict.Held held
                ? held.profile()
                : verdict instanceof PolicyVerdict.Cleared cleared ? cleared.profile() : null;
        map.put("verdict", verdict instanceof PolicyVerdict.Held ? "held" : isRefused() ? "rejected" : "cleared");
        map.put("profile", profile);
        map.put("profileHash", known == null ? null : known.hash());
        map.put("names", names);
        map.put("approvals", verdict instanceof PolicyVerdict.Held held ? held.approvalsRequired() : 0);
        map.put("approvers", known == null ? List.of() : known.approvers().names());
        map.put("perHour", known == null ? null : known.limits().perHour());
        map.put("perHourAndPrincipal", known == null ? null : known.limits().perHourAndPrincipal());
        map.put("findings", verdict.findings());
        map.put("problem", verdict instanceof PolicyVerdict.Rejected rejected ? problem(rejected.problem()) : null);
        return MessageJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(map);
    }

    private static Map<String, String> problem(Problem problem) {
        return Map.of("type", problem.type().urn(), "detail", problem.detail());
    }
}
