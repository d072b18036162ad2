package org.httpca.signer.policy;

import org.httpca.pki.CertificationRequest;
import org.httpca.problem.ProblemType;

/**
 * The key is on no list of keys that others have, and was not revoked as compromised (Baseline Requirements, section 6.1.1.3, items 1
 * to 4).
 */
final class KeyNotBlocked implements Rule {
    private final BlockedKeys blocked;

    KeyNotBlocked(BlockedKeys blocked) {
        this.blocked = blocked;
    }

    @Override
    public String name() {
        return "key-not-blocked";
    }

    @Override
    public Finding check(CertificateApplication application) {
        if (application.isKeyCompromised()) {
            return Finding.reject(CompromisedKeys.PROBLEM);
        }
        CertificationRequest request = application.certificationRequest();
        return blocked.contain(request.subjectPublicKeyInfo())
                ? Finding.reject(
                        ProblemType.BAD_PUBLIC_KEY,
                        "This key is on a list of keys that are known to others, so it proves nothing. Make a new key.")
                : Finding.pass("The key is on none of the lists of blocked keys (" + blocked.size() + " keys).");
    }
}
