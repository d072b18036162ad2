package org.httpca.order;

import java.util.Locale;
import java.util.Optional;

/** What an administrator can order. */
public enum Action {
    APPROVE,
    REJECT,
    /** About no request: every signer reads its profiles again. */
    RELOAD_PROFILES;

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
