package org.httpca.signer.policy;

import java.util.Collection;
import java.util.Set;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;

/** The keys of certificates that were revoked for keyCompromise (RFC 5280, section 5.3.1). What is one stays one. */
@FunctionalInterface
public interface CompromisedKeys {

    /** What the requester is told. */
    Problem PROBLEM = new Problem(
            ProblemType.BAD_PUBLIC_KEY,
            "This key was revoked as compromised: others may have it, so it proves nothing. Make a new key.");

    /**
     * Those of these that are.
     *
     * @param sha256 of the SubjectPublicKeyInfo's DER, lower-case hexadecimal
     */
    Set<String> among(Collection<String> sha256);

    static CompromisedKeys none() {
        return sha256 -> Set.of();
    }
}
