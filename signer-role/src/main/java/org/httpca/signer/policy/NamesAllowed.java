package org.httpca.signer.policy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.httpca.pki.Identifier;
import org.httpca.pki.NameKind;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.signer.profile.Profile;

/**
 * The names asked for are those that the CSR asks for, and of kinds that the profile allows (RFC 5280, section 4.2.1.6). That
 * they are equal and not merely contained means: whoever has the key has signed for exactly these names, and nobody between it and
 * here can add one or leave one out (RFC 8555, section 7.4, asks the same of an order and its CSR). Whoever has signed for a certificate
 * to be renewed, and for no name, has signed for its names.
 */
final class NamesAllowed implements Rule {

    private static final int MOST = 100;

    @Override
    public String name() {
        return "names-allowed";
    }

    @Override
    public Finding check(CertificateApplication application) {
        List<Identifier> names = application.command().identifiers();
        if (names.isEmpty() || names.size() > MOST) {
            return Finding.reject(
                    ProblemType.BAD_CSR,
                    names.isEmpty()
                            ? "The request has no name. Put DNS names or IP addresses into the CSR's subjectAltName."
                            : "The request has " + names.size() + " names; " + MOST + " are the most.");
        }
        Set<Identifier> distinct = new TreeSet<>(names);
        if (distinct.size() < names.size()) {
            return Finding.reject(ProblemType.BAD_CSR, "The request has a name twice.");
        }
        List<Identifier> signed = application.certificationRequest().identifiers();
        if (!distinct.equals(new TreeSet<>(signed)) && !(signed.isEmpty() && areThoseRenewed(application))) {
            return Finding.reject(
                    ProblemType.REJECTED_IDENTIFIER,
                    "The names asked for are not those in the CSR; they must be the same.");
        }
        return checkKinds(distinct, application.profile());
    }

    private static boolean areThoseRenewed(CertificateApplication application) {
        RenewalClaim renewal = application.renewalClaim();
        return renewal != null && renewal.isProven() && renewal.namesAll();
    }

    private static Finding checkKinds(Set<Identifier> names, Profile profile) {
        Problem problem = NameKind.refusal(
                profile.name(), profile.names().stream().map(NameKind::label).toList(), names);
        if (problem != null) {
            return Finding.reject(problem);
        }
        return Finding.pass(names.size() == 1 ? "The name is allowed." : "All " + names.size() + " names are allowed.");
    }
}
