package org.httpca.signer.policy;

import org.httpca.pki.CertificationRequest;
import org.httpca.problem.Result;

/** Whoever asks has the private key: the PKCS#10's signature holds (RFC 2986, section 3). */
final class ProofOfPossession implements Rule {

    @Override
    public String name() {
        return "proof-of-possession";
    }

    @Override
    public Finding check(CertificateApplication application) {
        if (application.proof() instanceof Result.Refused<CertificationRequest> refused) {
            return Finding.reject(refused.problem());
        }
        return Finding.pass("The request is signed with the key that it is for ("
                + application.certificationRequest().signatureAlgorithm() + ").");
    }
}
