package org.httpca.envelope;

import org.httpca.message.Role;

/** The names of an envelope's parts. */
final class EnvelopeClaims {

    static final String TYP = "httpca-envelope+jws";
    static final String ID = "jti";
    static final String SENDER = "iss";
    static final String RECIPIENT = "aud";
    static final String ISSUED_AT = "iat";
    static final String EXPIRES_AT = "exp";
    static final String MESSAGES = "messages";

    private EnvelopeClaims() {}

    /** Any instance of the role takes its queue's messages, so the audience names no instance. */
    static String audience(String installation, Role recipient) {
        return IdentityUri.PREFIX + installation + ":" + recipient.wireName();
    }
}
