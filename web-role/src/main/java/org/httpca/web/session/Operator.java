package org.httpca.web.session;

/** That an operator has shown a token in a browser, which is good still: only {@link Sessions} can find that. */
public final class Operator {
    private final String token;

    Operator(String token) {
        this.token = token;
    }

    /** The token's name. */
    public String token() {
        return token;
    }
}
