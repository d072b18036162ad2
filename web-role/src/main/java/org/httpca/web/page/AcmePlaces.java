package org.httpca.web.page;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.httpca.web.request.RequestIds;

/** Where operators look at ACME, by words that a form can keep. */
final class AcmePlaces {
    static final String ACCOUNTS = "/operator/acme";
    static final String ACCOUNT = ACCOUNTS + "/accounts/";
    static final String ORDERS = ACCOUNTS + "/orders";
    static final String CHECKS = ACCOUNTS + "/checks";

    private static final Map<String, String> LISTS = Map.of("accounts", ACCOUNTS, "orders", ORDERS, "checks", CHECKS);

    private AcmePlaces() {}

    static String account(UUID id) {
        return ACCOUNT + id;
    }

    /** The address that a word stands for: a list's, or an account's for its id; empty for everything else. */
    static Optional<String> address(String word) {
        return Optional.ofNullable(LISTS.get(word))
                .or(() -> RequestIds.parse(word).map(AcmePlaces::account));
    }
}
