package org.httpca.web.session;

import java.util.UUID;

/** That a request was submitted within a session, which only {@link Sessions} can find. */
public final class SubmittedHere {
    private final UUID request;

    SubmittedHere(UUID request) {
        this.request = request;
    }

    public UUID request() {
        return request;
    }
}
