package org.httpca.signer.policy;

import org.httpca.pki.Printable;
import org.httpca.problem.ProblemType;
import org.httpca.signer.profile.Profile;

/** The profile asked for is one of this CA's (RFC 3647, section 4.7: certificate profiles). */
final class ProfileKnown implements Rule {

    @Override
    public String name() {
        return "profile-known";
    }

    @Override
    public Finding check(CertificateApplication application) {
        Profile profile = application.namedProfile();
        return profile == null
                ? Finding.reject(
                        ProblemType.UNKNOWN_PROFILE,
                        "There is no profile '"
                                + Printable.text(application.command().profile(), 60) + "'.")
                : Finding.pass("Profile '" + profile.name() + "', issued by '" + profile.issuer() + "'.");
    }
}
