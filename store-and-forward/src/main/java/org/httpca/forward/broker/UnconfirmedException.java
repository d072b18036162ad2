package org.httpca.forward.broker;

import org.jspecify.annotations.Nullable;

/** The broker did not confirm a publish: it refused, returned, did not answer in time, or is not there. Send again later. */
public final class UnconfirmedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnconfirmedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
