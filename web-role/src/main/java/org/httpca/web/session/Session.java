package org.httpca.web.session;

import java.nio.charset.StandardCharsets;
import org.httpca.pki.Octets;

/** A session that is good: its cookie came with the request, or is on its way to the browser. */
public final class Session {
    private final String value;

    /** @param value the cookie's */
    Session(String value) {
        this.value = value;
    }

    String value() {
        return value;
    }

    /** By which the database knows it. */
    byte[] sha256() {
        return sha256("");
    }

    /** Of the cookie's value for another purpose, from which neither can be told. */
    byte[] sha256(String purpose) {
        return Octets.of((purpose + value).getBytes(StandardCharsets.US_ASCII))
                .sha256()
                .toArray();
    }

    /** The cookie's value is a secret. */
    @Override
    public String toString() {
        return "Session";
    }
}
