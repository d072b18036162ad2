package org.httpca.signer.responder;

import java.util.UUID;
import org.httpca.pki.Octets;
import org.httpca.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A responder's certificate as it was written down.
 *
 * @param csr the SHA-256 of the PKCS#10 that asked for it
 * @param key the SHA-256 of the SubjectPublicKeyInfo's DER, lower-case hexadecimal
 * @param tbs the DER of the TBSCertificate
 * @param der the certificate; null: it is not signed yet
 * @param problem why it will not be; null: nothing is wrong with it
 * @param genuine whether a signer wrote it down like this
 */
record WrittenResponder(
        UUID id,
        String issuer,
        Octets csr,
        String key,
        String serial,
        Octets tbs,
        @Nullable Octets der,
        @Nullable Problem problem,
        boolean genuine) {}
