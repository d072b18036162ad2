package org.httpca.web.openid;

import java.util.List;

/** Whom the provider has vouched for, in an ID token that was checked in all its parts, and who is an operator by it. */
public final class Identity {
    private final String issuer;
    private final String subject;
    private final String displayName;
    private final List<String> granted;

    /** Only {@link IdTokens} has checked. */
    Identity(String issuer, String subject, String displayName, List<String> granted) {
        this.issuer = issuer;
        this.subject = subject;
        this.displayName = displayName;
        this.granted = List.copyOf(granted);
    }

    public String issuer() {
        return issuer;
    }

    /** The one thing that stays the same and is nobody else's (OpenID Connect Core 1.0, section 5.7): 1 to 255 printing ASCII characters. */
    public String subject() {
        return subject;
    }

    /** For people. It may be another's, too, and may be anything. */
    public String displayName() {
        return displayName;
    }

    /** The values of the claim that make an operator; at least one. */
    public List<String> granted() {
        return granted;
    }
}
