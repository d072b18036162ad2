package org.httpca.signer.policy;

import org.httpca.message.Proof;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Octets;
import org.httpca.pki.Printable;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.signer.memory.LastOnes;

/**
 * Reads proofs of possession. Verifying a PKCS#10 is the dearest step of all, and the sign stage needs the result again soon after
 * the accept stage: the last ones that held are remembered, by the digest of their octets.
 */
public final class Proofs {

    private static final int REMEMBERED = 2_000;

    private final LastOnes<Octets, CertificationRequest> held = new LastOnes<>(REMEMBERED);

    /** The PKCS#10, if its signature holds; the problem to tell the requester otherwise. */
    public Result<CertificationRequest> read(Proof proof) {
        if (!proof.type().equals(Proof.PKCS10)) {
            return Result.refused(
                    ProblemType.BAD_CSR,
                    "A proof of the type '" + Printable.text(proof.type(), 40)
                            + "' is not known here; send a PKCS#10 request.");
        }
        Octets digest = proof.bytes().sha256();
        CertificationRequest known = held.get(digest);
        if (known != null) {
            return Result.passed(known);
        }
        Result<CertificationRequest> read =
                CertificationRequest.readDer(proof.bytes().toArray());
        if (read instanceof Result.Passed<CertificationRequest> passed) {
            held.put(digest, passed.value());
        }
        return read;
    }
}
