package org.httpca.message;

import java.util.Locale;
import java.util.Optional;

/** Who has an identity of its own on the message path. */
public enum Role {
    /** The web side's worker; as a recipient it stands for the web side. */
    WORKER,
    SIGNER;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> ofWireName(String name) {
        for (Role role : values()) {
            if (role.wireName().equals(name)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
