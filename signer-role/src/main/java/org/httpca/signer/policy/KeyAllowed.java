package org.httpca.signer.policy;

import java.util.stream.Collectors;
import org.httpca.pki.SubjectKey;
import org.httpca.problem.ProblemType;
import org.httpca.signer.profile.AllowedKey;
import org.httpca.signer.profile.Profile;

/** The key is of a kind that the profile allows. Weak ones come to no rule: a {@code CertificationRequest} has none. */
final class KeyAllowed implements Rule {

    @Override
    public String name() {
        return "key-allowed";
    }

    @Override
    public Finding check(CertificateApplication application) {
        SubjectKey key = application.certificationRequest().key();
        Profile profile = application.profile();
        if (profile.keys().stream().noneMatch(allowed -> allowed.allows(key))) {
            return Finding.reject(
                    ProblemType.BAD_PUBLIC_KEY,
                    "Profile '" + profile.name() + "' does not take a key of the kind " + key.label() + ". It takes "
                            + profile.keys().stream().map(AllowedKey::label).collect(Collectors.joining(", ")) + ".");
        }
        return Finding.pass("The key is " + key.label() + ", without a known weakness.");
    }
}
