package org.httpca.web.session;

import java.util.Set;
import org.httpca.web.token.Caller;
import org.httpca.web.token.Scope;

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

    /** The name that commands and audit entries know the operator by: the same as with the token itself. */
    public String principal() {
        return new Caller(token, Set.of(Scope.OPERATOR)).principal();
    }
}
