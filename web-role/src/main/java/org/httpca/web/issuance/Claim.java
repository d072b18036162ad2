package org.httpca.web.issuance;

import java.util.List;
import java.util.UUID;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.RequestedDates;
import org.httpca.problem.Problem;
import org.httpca.web.certificate.CertificateView;
import org.jspecify.annotations.Nullable;

/** What a door wants of a request besides, and does in the transaction that stores it. */
public interface Claim {
    /** Why this request is not taken, though every other check has passed; null if it is. */
    @Nullable
    Problem refusal(CertificationRequest csr);

    /** What shows more than the request does, for the signer to verify. */
    default List<String> evidence() {
        return List.of();
    }

    /** Dates that the certificate is to have. */
    default RequestedDates dates() {
        return RequestedDates.NONE;
    }

    /** What the certificate is to replace; null for none. */
    default @Nullable CertificateView replaced() {
        return null;
    }

    /** False if somebody was first: then nothing is stored. */
    boolean take(UUID request);
}
