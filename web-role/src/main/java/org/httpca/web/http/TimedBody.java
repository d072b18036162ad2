package org.httpca.web.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.httpca.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A body of which no more is read once its time is over, or while too many are waited for. Only waiting counts, and not what is done
 * with the octets.
 */
final class TimedBody implements InputBuffer {
    private final InputBuffer body;
    private final Request exchange;
    private final Bodies bodies;
    private final Supplier<String> owner;
    private long left;
    private long kept;
    private @Nullable String client;
    private @Nullable Problem refused;

    /** @param most 0 is without limit */
    TimedBody(InputBuffer body, Request exchange, Duration most, Bodies bodies, Supplier<String> owner) {
        this.body = body;
        this.exchange = exchange;
        this.bodies = bodies;
        this.owner = owner;
        this.left = most.isZero() ? Long.MAX_VALUE : most.toNanos();
    }

    /** @throws BodyRefusedException once the time is over, or where there is no room for one more */
    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (refused == null && left <= 0 && !exchange.isFinished()) {
            refused = Statuses.problem(408);
        }
        check();
        int read = read(handler);
        if (read > 0) {
            kept += read;
            refused = bodies.keep(read);
            check();
        }
        return read;
    }

    private int read(ApplicationBufferHandler handler) throws IOException {
        long start = System.nanoTime();
        try {
            // What is there, and the end, need not be waited for. Of chunks, what is there may be the beginning of a
            // line.
            boolean isThere = exchange.getContentLengthLong() >= 0 && body.available() > 0;
            return exchange.isFinished() || isThere ? body.doRead(handler) : await(handler);
        } finally {
            left -= System.nanoTime() - start;
        }
    }

    private int await(ApplicationBufferHandler handler) throws IOException {
        String of = client == null ? owner.get() : client;
        client = of;
        refused = bodies.await(of);
        check();
        try {
            return body.doRead(handler);
        } finally {
            bodies.awaited(of);
        }
    }

    private void check() throws BodyRefusedException {
        if (refused != null) {
            throw new BodyRefusedException(refused);
        }
    }

    /** The exchange is over, or goes on without its body. */
    void forget() {
        bodies.forget(kept);
        kept = 0;
    }

    @Override
    public int available() {
        return body.available();
    }

    /**
     * Reads to the end and keeps nothing, also of a body that was refused: while its sender still sends, it does not read why.
     *
     * @return whether the end was reached, in time, before so many octets, and without being one too many to be waited for
     */
    boolean discard(long most) {
        forget();
        Discarded discarded = new Discarded();
        refused = null;
        try {
            for (long read = 0; read <= most && (left > 0 || exchange.isFinished()); ) {
                int octets = read(discarded);
                if (octets < 0) {
                    return true;
                }
                read += octets;
            }
            return false;
        } catch (IOException e) {
            return false; // too slow, too many, or gone
        }
    }

    /** Of the one kind on which the container, while it reads a form, does not close the connection without a word. */
    static final class BodyRefusedException extends BadRequestException {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        BodyRefusedException(Problem problem) {
            super(problem.detail());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /** Where octets go that nobody wants. */
    private static final class Discarded implements ApplicationBufferHandler {
        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // nothing is kept
        }
    }
}
