package org.httpca.web.acme.order;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Has what ended long ago deleted at once, and not in some hours. */
public final class PurgedNow {
    private PurgedNow() {}

    /** @param web the web role's login */
    public static void by(JdbcClient web) {
        new EndedOrders(web, Clock.systemUTC()).purge();
    }
}
