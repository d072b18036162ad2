package org.httpca.web.token;

import java.util.Set;

/** Who calls: the name of a token, and what it is good for. */
public record Caller(String token, Set<Scope> scopes) {

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** The name that requests and audit entries know the caller by. */
    public String principal() {
        return "token:" + token;
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope) || scopes.contains(Scope.OPERATOR);
    }
}
