package org.httpca.web.request;

/**
 * Which of its states a request is in: the revision of the signer's last word, and the status, which moves once without the
 * signer when the worker has sent the command.
 *
 * @param revision 0 before the signer's first word
 */
public record RequestVersion(long revision, String status) {
    static final RequestVersion NONE = new RequestVersion(-1, "");

    public static RequestVersion of(RequestView request) {
        return new RequestVersion(request.revision(), request.status());
    }

    /** Such as {@code 2-waiting-for-approval}; different for different states of one request. */
    public String tag() {
        return revision + "-" + status;
    }

    /** The worker's step is the only one within a revision; all others are the signer's, and are counted. */
    boolean isAfter(RequestVersion other) {
        return revision > other.revision
                || (revision == other.revision
                        && RequestStatus.all().indexOf(status)
                                > RequestStatus.all().indexOf(other.status));
    }
}
