package org.httpca.web.search;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands at one place of a scan.
 *
 * @param key of that place
 * @param names what the certificate is found by as a name
 * @param requested whether it was asked for by whom the search names
 * @param requestId null for one that was imported
 */
record Hit(
        List<String> key,
        Found found,
        List<String> names,
        boolean requested,
        @Nullable UUID requestId) {

    boolean isNamed(NameMatch match, String meant) {
        return names.stream().anyMatch(name -> match.is(name, meant));
    }

    boolean isNamed(String meant) {
        return isNamed(NameMatch.EXACT, meant)
                || isNamed(NameMatch.BELOW, meant)
                || isNamed(NameMatch.BEGINNING, meant);
    }
}
