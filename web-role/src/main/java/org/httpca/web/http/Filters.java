package org.httpca.web.http;

import org.springframework.core.Ordered;

/** The order of the filters: what is cheap and tells least comes first. */
public final class Filters {
    public static final int CORRELATION = Ordered.HIGHEST_PRECEDENCE + 100;
    public static final int PROXY = CORRELATION + 1;
    static final int HEADERS = CORRELATION + 2;
    static final int HOST = CORRELATION + 3;
    static final int PATH = CORRELATION + 4;
    static final int ORIGIN = CORRELATION + 5;
    static final int SIZE = CORRELATION + 6;
    public static final int GUESSES = CORRELATION + 7;
    public static final int BEARER = CORRELATION + 8;
    public static final int LIMIT = CORRELATION + 9;
    public static final int BACKLOG = CORRELATION + 10;

    private Filters() {}
}
