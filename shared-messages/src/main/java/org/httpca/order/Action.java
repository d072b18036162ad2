package org.httpca.order;

import java.util.Locale;
import java.util.Optional;

/** What an administrator can order. */
public enum Action {
    APPROVE,
    REJECT,
    /** Every signer reads its profiles again. */
    RELOAD_PROFILES,
    /** Nothing is signed any more, by any signer, until somebody orders to resume. */
    HALT,
    RESUME,
    /** A certificate is revoked, or released from its hold. */
    REVOKE;

    /** Is it about one request? Otherwise it is about a certificate, or about the whole installation. */
    public boolean isAboutRequests() {
        return this == APPROVE || this == REJECT;
    }

    /** Such as {@code approve}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Action> ofWireName(String name) {
        for (Action action : values()) {
            if (action.wireName().equals(name)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
