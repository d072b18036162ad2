package org.httpca.message;

import java.util.UUID;

/** A word about one request. It takes effect only where its revision is greater than the last one seen. */
public sealed interface RequestEvent extends Event
        permits RequestHeld, ApprovalCounted, RequestRejected, RequestWithdrawn, CertificateIssued {

    UUID requestId();

    /** Grows with each word about this request; 1 or more. */
    long revision();
}
