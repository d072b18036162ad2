package org.httpca.web.search;

import java.nio.charset.StandardCharsets;
import org.httpca.pki.Octets;

/** By which a place in one search is told from one in another, where it would mean something else. */
final class Mark {
    private static final int DIGITS = 12;

    private Mark() {}

    static String of(Query.Filters filters) {
        return Octets.of(filters.toString().getBytes(StandardCharsets.UTF_8))
                .sha256()
                .hex()
                .substring(0, DIGITS);
    }
}
