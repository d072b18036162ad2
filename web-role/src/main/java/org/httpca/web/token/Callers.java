package org.httpca.web.token;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Who makes a request. */
public final class Callers {
    static final String ATTRIBUTE = Caller.class.getName();

    private Callers() {}

    /** Empty for an anonymous one. */
    public static Optional<Caller> of(HttpServletRequest request) {
        return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
    }
}
