package org.httpca.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * All bodies that are under way. Waiting for one keeps a thread, so one client has only so many waited for, and all together leave
 * threads to those who read. What has arrived is kept in memory until its exchange is over, so all together have only so many octets.
 */
public final class Bodies {
    private static final String CLIENT = Bodies.class.getName() + ".client";

    private final int mostOfClient;
    private final int most;
    private final long mostOctets;
    private final Map<String, Integer> waiting = new HashMap<>();
    private final AtomicLong octets = new AtomicLong();
    private int all;

    /**
     * Nothing is under way at first.
     *
     * @param mostOfClient how many bodies of one client are waited for; 0 is without limit
     * @param most how many bodies are waited for in all
     * @param mostOctets how much of bodies is kept in all
     */
    Bodies(int mostOfClient, int most, long mostOctets) {
        this.mostOfClient = mostOfClient == 0 ? Integer.MAX_VALUE : mostOfClient;
        this.most = most;
        this.mostOctets = mostOctets;
    }

    /** Says whose body it is, for one that came by a proxy; without this it is of whoever is at the other end of the connection. */
    public static void belongs(HttpServletRequest request, Supplier<String> client) {
        request.setAttribute(CLIENT, client);
    }

    static String clientOf(HttpServletRequest request) {
        return request.getAttribute(CLIENT) instanceof Supplier<?> client
                ? String.valueOf(client.get())
                : request.getRemoteAddr();
    }

    /** Begins to wait for a body of this client; the problem if it is one too many. */
    synchronized @Nullable Problem await(String client) {
        int own = waiting.getOrDefault(client, 0);
        if (own >= mostOfClient) {
            return new Problem(
                    ProblemType.TOO_MANY,
                    "You have " + own
                            + " requests under way whose bodies have not arrived, which is all that one client may"
                            + " have. Let some of them end first.");
        }
        if (all >= most) {
            return new Problem(
                    ProblemType.UNAVAILABLE,
                    "Too many requests wait for their bodies to arrive. Try again soon, with the whole request at once.");
        }
        waiting.put(client, own + 1);
        all++;
        return null;
    }

    /** The end of an {@link #await}. */
    synchronized void awaited(String client) {
        waiting.computeIfPresent(client, (same, own) -> own > 1 ? own - 1 : null);
        all--;
    }

    /** More has arrived; the problem if it is too much, together with what others have sent. */
    @Nullable
    Problem keep(int arrived) {
        return octets.addAndGet(arrived) <= mostOctets
                ? null
                : new Problem(
                        ProblemType.UNAVAILABLE,
                        "Too much is being sent to this server at the moment. Try again soon.");
    }

    /** An exchange is over that had kept so much. */
    void forget(long kept) {
        octets.addAndGet(-kept);
    }

    synchronized int waiting() {
        return all;
    }

    long octets() {
        return octets.get();
    }
}
