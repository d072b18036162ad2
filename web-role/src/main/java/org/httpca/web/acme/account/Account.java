package org.httpca.web.acme.account;

import java.util.List;
import java.util.UUID;
import org.httpca.acme.jws.AccountKey;

/**
 * An account (RFC 8555, section 7.1.2).
 *
 * @param status {@code valid}, {@code deactivated} by its holder, or {@code revoked} by an operator
 * @param contacts mailto URIs
 */
record Account(UUID id, AccountKey key, String status, List<String> contacts, boolean termsAgreed) {
    static final String VALID = "valid";

    Account {
        contacts = List.copyOf(contacts);
    }

    boolean isValid() {
        return status.equals(VALID);
    }
}
