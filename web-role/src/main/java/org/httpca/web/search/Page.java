package org.httpca.web.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was found. It may be shorter than what was asked for, even empty, and still have a next one: what is looked at
 * for one page is bounded.
 *
 * @param next what to give for the next page; null where there is none
 */
public record Page(List<Found> certificates, @Nullable String next) {

    public Page {
        certificates = List.copyOf(certificates);
    }
}
