package org.httpca.web.request;

import java.util.List;
import java.util.Set;

/** The words for a request's status, as the API and the database have them. */
public final class RequestStatus {
    public static final String QUEUED = "queued";
    public static final String SUBMITTED = "submitted";
    public static final String WAITING_FOR_APPROVAL = "waiting-for-approval";
    public static final String WAITING_FOR_SIGNATURE = "waiting-for-signature";
    public static final String ISSUED = "issued";
    public static final String REJECTED = "rejected";
    public static final String WITHDRAWN = "withdrawn";

    private static final List<String> ALL =
            List.of(QUEUED, SUBMITTED, WAITING_FOR_APPROVAL, WAITING_FOR_SIGNATURE, ISSUED, REJECTED, WITHDRAWN);
    private static final Set<String> FINAL = Set.of(ISSUED, REJECTED, WITHDRAWN);

    private RequestStatus() {}

    /** In the order of a request's life. */
    public static List<String> all() {
        return ALL;
    }

    public static boolean isFinal(String status) {
        return FINAL.contains(status);
    }
}
