package org.httpca.signer.policy;

import java.util.Optional;
import java.util.stream.Collectors;
import org.httpca.pki.Identifier;
import org.httpca.pki.Subtree;
import org.httpca.problem.ProblemType;
import org.httpca.signer.profile.NameSubtrees;
import org.httpca.signer.profile.Profile;

/** Each name is in the part of the name space that the profile is for (RFC 5280, section 4.2.1.10, read as a CA's own rule). */
final class NamesWithinSubtrees implements Rule {

    @Override
    public String name() {
        return "names-within-subtrees";
    }

    @Override
    public Finding check(CertificateApplication application) {
        Profile profile = application.profile();
        NameSubtrees subtrees = profile.subtrees();
        for (Identifier name : application.command().identifiers()) {
            Optional<Subtree> excluding = subtrees.excluding(name);
            if (excluding.isPresent()) {
                return Finding.reject(
                        ProblemType.REJECTED_IDENTIFIER,
                        "Profile '" + profile.name() + "' takes nothing in '" + excluding.get() + "', and '" + name
                                + "' stands for a name there.");
            }
            if (!subtrees.permits(name)) {
                return Finding.reject(
                        ProblemType.REJECTED_IDENTIFIER,
                        "Profile '" + profile.name() + "' does not take '" + name + "'. Names must be in "
                                + subtrees.permittedFor(name).stream()
                                        .map(Subtree::toString)
                                        .collect(Collectors.joining(", "))
                                + ".");
            }
        }
        return Finding.pass("Every name is where profile '" + profile.name() + "' has its names.");
    }
}
