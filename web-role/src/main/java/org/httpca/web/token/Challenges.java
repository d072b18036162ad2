package org.httpca.web.token;

/** What {@code WWW-Authenticate} says to a caller whose token is not enough (RFC 6750, section 3). */
public final class Challenges {
    static final String INVALID_TOKEN = "Bearer realm=\"httpca\", error=\"invalid_token\"";

    private Challenges() {}

    public static String insufficient(Scope needed) {
        return "Bearer realm=\"httpca\", error=\"insufficient_scope\", scope=\"" + needed.word() + "\"";
    }
}
