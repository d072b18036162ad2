package org.httpca.web.http;

import org.springframework.core.Ordered;

/** The order of the filters: what is cheap and tells least comes first. */
public final class Filters {
    static final int HEADERS = Ordered.HIGHEST_PRECEDENCE + 100;
    static final int HOST = HEADERS + 1;
    static final int ORIGIN = HEADERS + 2;
    static final int SIZE = HEADERS + 3;
    public static final int BEARER = HEADERS + 4;

    private Filters() {}
}
