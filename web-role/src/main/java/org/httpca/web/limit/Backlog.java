package org.httpca.web.limit;

import java.util.List;
import org.httpca.web.request.OpenRequests;
import org.httpca.web.status.OwnAlarms;

/**
 * How many requests wait for the signer, which takes them one after the other. What is taken in faster than that for long would fill
 * a disk, and everybody would wait for hours; so there may be so many, and no more. Those that wait for an administrator do not count.
 */
class Backlog implements OwnAlarms {
    private final OpenRequests requests;
    private final int most;
    private volatile boolean full;

    /** @param most 0 is without limit */
    Backlog(OpenRequests requests, int most) {
        this.requests = requests;
        this.most = most;
    }

    /** Counts. What comes in between two counts comes on top. */
    void look() {
        full = most > 0 && requests.waitForTheSigner(most);
    }

    boolean isFull() {
        return full;
    }

    @Override
    public List<String> now() {
        return full
                ? List.of(
                        "As many requests wait for the signer as may (httpca.limits.waiting is " + most
                                + "): new ones are refused with 503 until it has caught up. See that worker, broker and signer run.")
                : List.of();
    }
}
