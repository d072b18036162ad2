package org.httpca.web.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;

/**
 * Bounds the time that is spent in waiting for the body of a request. The container's own time-out begins anew with each packet,
 * so that a client who sends an octet now and then would keep a thread for as long as it likes. This stands below everything that
 * reads bodies: what forms and uploads are read by never passes a filter. One wait more, of that time-out, may come on top.
 */
final class BodyTimeValve extends ValveBase {
    /** As much of a refused body as the container would read, so that its sender comes to read why. */
    private static final long MOST_DISCARDED = 32L << 20;

    private final Duration most;
    private final Bodies bodies;

    BodyTimeValve(Duration most, Bodies bodies) {
        super(true);
        this.most = most;
        this.bodies = bodies;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request exchange = request.getCoyoteRequest();
        if (exchange.isFinished()) {
            getNext().invoke(request, response);
            return;
        }
        InputBuffer own = exchange.getInputBuffer();
        TimedBody timed = new TimedBody(own, exchange, most, bodies, () -> Bodies.clientOf(request));
        exchange.setInputBuffer(timed);
        try {
            getNext().invoke(request, response);
            end(request, response, exchange, timed);
        } finally {
            timed.forget();
            exchange.setInputBuffer(own);
        }
    }

    /** Reads what nobody wanted, in what is left of the time; the container would, in any time, or lose the answer with the connection. */
    private static void end(Request request, Response response, org.apache.coyote.Request exchange, TimedBody timed)
            throws IOException {
        if (exchange.isFinished()) {
            return;
        }
        if (!request.isAsync()) {
            response.finishResponse();
        }
        if (timed.discard(MOST_DISCARDED)) {
            return;
        }
        exchange.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
}
