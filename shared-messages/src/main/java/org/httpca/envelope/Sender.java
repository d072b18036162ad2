package org.httpca.envelope;

import org.httpca.message.Role;

/**
 * Who said it, as the certificate says.
 *
 * @param instance such as {@code signer-1}
 */
public record Sender(Role role, String instance) {

    @Override
    public String toString() {
        return role.wireName() + "/" + instance;
    }
}
