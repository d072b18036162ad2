package org.httpca.web.events;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.settings.WebSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** All open streams of this process: not too many, none from who is gone, and none when it stops. */
@Component
public class EventStreams implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final int SECONDS_PER_BEAT = 15;
    /** An hour; then the client connects again, perhaps to another process. */
    private static final int MOST_BEATS = 3600 / SECONDS_PER_BEAT;

    private final int most;
    private final int mostPerClient;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> perClient = new HashMap<>();
    private final ScheduledThreadPoolExecutor heart = new ScheduledThreadPoolExecutor(1, EventStreams::thread);
    private volatile boolean running;
    private volatile boolean stopped;

    EventStreams(WebSettings settings) {
        this.most = settings.api().eventStreams();
        this.mostPerClient = settings.api().eventStreamsPerClient();
    }

    /**
     * Opens a stream as the answer to a call, or refuses it: as too-many for this client, or as unavailable.
     *
     * @param client who calls, as the limit knows them
     * @throws IOException if the client is gone already
     */
    public Result<EventStream> open(HttpServletRequest call, HttpServletResponse response, String client)
            throws IOException {
        Result<String> place = take(client);
        if (place instanceof Result.Refused<String> refused) {
            return Result.refused(refused.problem());
        }
        head(response);
        EventStream stream;
        try {
            stream = new EventStream(call.startAsync(call, response), ended -> close(client, ended));
        } catch (IOException | RuntimeException e) {
            leave(client);
            throw e;
        }
        streams.add(stream);
        stream.begin();
        if (stopped) {
            stream.end();
        }
        return Result.passed(stream);
    }

    /** What a stream's answer begins with; also the whole answer to HEAD. */
    public void head(HttpServletResponse response) {
        response.setContentType(Event.CONTENT_TYPE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // nginx and those that follow it collect an answer before they pass it on, unless they are told
        response.setHeader("X-Accel-Buffering", "no");
    }

    /** How many are open. */
    public int size() {
        return streams.size();
    }

    /** A sign of life to each client; whoever has not taken the last one is gone or too slow. */
    void beat() {
        for (EventStream stream : streams) {
            try {
                if (!stream.beat(MOST_BEATS)) {
                    stream.abandon();
                }
            } catch (RuntimeException e) {
                LOG.warn("An event stream has lost its heartbeat and is closed.", e);
                stream.abandon();
            }
        }
    }

    private synchronized Result<String> take(String client) {
        if (stopped || streams.size() >= most) {
            return Result.refused(
                    ProblemType.UNAVAILABLE,
                    "There are as many event streams as there may be. Try again soon, or ask with Prefer: wait.");
        }
        int open = perClient.getOrDefault(client, 0);
        if (open >= mostPerClient) {
            return Result.refused(
                    ProblemType.TOO_MANY,
                    "You have " + open
                            + " event streams open, which is all that one client may have. Close some first.");
        }
        perClient.put(client, open + 1);
        return Result.passed(client);
    }

    private void close(String client, EventStream stream) {
        streams.remove(stream);
        leave(client);
    }

    private synchronized void leave(String client) {
        perClient.computeIfPresent(client, (same, open) -> open > 1 ? open - 1 : null);
    }

    @Override
    public void start() {
        heart.scheduleWithFixedDelay(this::beat, SECONDS_PER_BEAT, SECONDS_PER_BEAT, TimeUnit.SECONDS);
        running = true;
    }

    /** Clients connect again, by then to another process or to the next one. */
    @Override
    public void stop() {
        stopped = true;
        running = false;
        heart.shutdownNow();
        streams.forEach(EventStream::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before the web server, which waits for what is under way. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "web-event-streams");
        thread.setDaemon(true);
        return thread;
    }
}
