package org.httpca.web.events;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's stream. Whoever has something to say leaves it here and never waits: it is written as far as the client takes it,
 * by non-blocking output (Jakarta Servlet 6, section 3.7), on whatever thread comes by. An event replaces one that has not been
 * written yet, so that a slow client costs one event's memory and gets the latest.
 */
public final class EventStream {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final AsyncContext call;
    private final ServletOutputStream out;
    private final AtomicReference<@Nullable Event> event = new AtomicReference<>();
    private final AtomicBoolean comment = new AtomicBoolean();
    /** How often somebody wanted writing to be done since the one who does it began; 0 when nobody does. */
    private final AtomicInteger wanted = new AtomicInteger();

    private final AtomicReference<@Nullable Runnable> atEnd = new AtomicReference<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Consumer<EventStream> closed;
    private volatile boolean ending;
    // These are used by the one who writes, alone.
    private boolean begun;
    private boolean unflushed;
    private int beats;

    EventStream(AsyncContext call, Consumer<EventStream> closed) throws IOException {
        this.call = call;
        this.closed = closed;
        this.out = call.getResponse().getOutputStream();
    }

    /** Begins to write, once the thread of the call is back with the container. */
    void begin() {
        call.setTimeout(0);
        call.addListener(new Departure());
        out.setWriteListener(new Writing());
    }

    /** Leaves an event to be written, instead of one that has not been. */
    public void send(Event next) {
        event.set(next);
        write();
    }

    /** Ends the stream once everything is written. */
    public void end() {
        ending = true;
        write();
    }

    /** Has something done when the stream is over, whoever ended it; at once if it is over already. */
    public void whenOver(Runnable action) {
        atEnd.set(action);
        if (ended.get()) {
            runAtEnd();
        }
    }

    /**
     * A sign of life.
     *
     * @return false for a client that has not taken what was written before the last beat, or that has been here long enough
     */
    boolean beat(int most) {
        if (++beats > most || !comment.compareAndSet(false, true)) {
            return false;
        }
        write();
        return true;
    }

    /** Gives up without another word. */
    void abandon() {
        over();
        try {
            call.complete();
        } catch (IllegalStateException e) {
            LOG.debug("The container has ended the stream already.", e);
        }
    }

    /** Only one writes at a time; whoever comes meanwhile leaves it to that one. */
    private void write() {
        if (wanted.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            try {
                drain();
            } catch (IOException | IllegalStateException e) {
                LOG.debug("A client went away from its event stream.", e);
                abandon();
            }
            seen = wanted.addAndGet(-seen);
        } while (seen != 0);
    }

    private void drain() throws IOException {
        // Where the client takes no more, isReady() says no once, and calls back when it does.
        while (!ended.get() && out.isReady()) {
            byte[] next = next();
            if (next != null) {
                out.write(next);
                unflushed = true;
            } else if (unflushed) {
                out.flush();
                unflushed = false;
            } else {
                if (ending) {
                    abandon();
                }
                return;
            }
        }
    }

    private byte @Nullable [] next() {
        if (!begun) {
            begun = true;
            return Event.RETRY;
        }
        Event latest = event.getAndSet(null);
        if (latest != null) {
            return latest.octets();
        }
        return comment.compareAndSet(true, false) ? Event.COMMENT : null;
    }

    private void over() {
        if (ended.compareAndSet(false, true)) {
            closed.accept(this);
            runAtEnd();
        }
    }

    private void runAtEnd() {
        Runnable action = atEnd.getAndSet(null);
        if (action != null) {
            action.run();
        }
    }

    private final class Writing implements WriteListener {
        @Override
        public void onWritePossible() {
            write();
        }

        @Override
        public void onError(Throwable fault) {
            LOG.debug("A client went away from its event stream.", fault);
            abandon();
        }
    }

    private final class Departure implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent done) {
            over();
        }

        @Override
        public void onTimeout(AsyncEvent late) {
            abandon();
        }

        @Override
        public void onError(AsyncEvent fault) {
            abandon();
        }

        @Override
        public void onStartAsync(AsyncEvent again) {
            // Nobody starts it again.
        }
    }
}
