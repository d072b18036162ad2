package org.httpca.web.session;

import java.util.Set;
import org.httpca.web.token.Caller;
import org.httpca.web.token.Scope;

/**
 * That an operator has shown a token in a browser, or has signed in at the OpenID provider, and that this is good still: only
 * {@link Sessions} can find that.
 */
public final class Operator {
    private final By by;
    private final String name;
    private final String principal;

    private Operator(By by, String name, String principal) {
        this.by = by;
        this.name = name;
        this.principal = principal;
    }

    static Operator byToken(String token) {
        return new Operator(By.TOKEN, token, new Caller(token, Set.of(Scope.OPERATOR)).principal());
    }

    /** @param provider what it is called, without a colon */
    static Operator byOpenId(String provider, String subject, String displayName) {
        String principal = "openid:" + provider + ":" + subject;
        return new Operator(By.OPENID, displayName + " (" + principal + ")", principal);
    }

    /** How the operator was known. */
    public By by() {
        return by;
    }

    /** What pages call the operator: the token's name, or what the provider calls the person, and the principal. */
    public String name() {
        return name;
    }

    /** The name that commands and audit entries know the operator by: the same as with the token itself. */
    public String principal() {
        return principal;
    }

    /** How an operator was known. */
    public enum By {
        TOKEN,
        OPENID
    }
}
