package org.httpca.web.api;

import org.springframework.http.CacheControl;

/** How long answers may be kept. */
final class Caching {
    static final CacheControl NEVER = CacheControl.noStore();

    private Caching() {}
}
