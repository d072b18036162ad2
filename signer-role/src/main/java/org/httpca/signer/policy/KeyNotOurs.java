package org.httpca.signer.policy;

import org.httpca.problem.ProblemType;

/**
 * The key is none of the CA's own (RFC 5280, section 4.2.1.1: a key identifier is to tell one key from another; and whoever has one
 * key in two roles has a signature of the one for the other).
 */
final class KeyNotOurs implements Rule {
    private final OwnKeys own;

    KeyNotOurs(OwnKeys own) {
        this.own = own;
    }

    @Override
    public String name() {
        return "key-not-ours";
    }

    @Override
    public Finding check(CertificateApplication application) {
        String owner = own.ownerOf(application.certificationRequest().key().sha256());
        return owner == null
                ? Finding.pass("The key is none of the CA's own.")
                : Finding.reject(
                        ProblemType.BAD_PUBLIC_KEY,
                        "This is the key of " + owner + ", which is for nothing else. Make a new key.");
    }
}
