package org.httpca.web.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** A body of which no more is read once its time is over. Only waiting counts, and not what is done with the octets. */
final class TimedBody implements InputBuffer {
    private final InputBuffer body;
    private final Request exchange;
    private long left;

    TimedBody(InputBuffer body, Request exchange, Duration most) {
        this.body = body;
        this.exchange = exchange;
        this.left = most.toNanos();
    }

    /** @throws BodyTooSlowException once the time is over */
    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (left <= 0 && !exchange.isFinished()) {
            throw new BodyTooSlowException();
        }
        long start = System.nanoTime();
        try {
            return body.doRead(handler);
        } finally {
            left -= System.nanoTime() - start;
        }
    }

    @Override
    public int available() {
        return body.available();
    }

    /** Reads to the end; whether that was reached, in time and before so many octets. */
    static boolean discard(Request exchange, long most) {
        Discarded discarded = new Discarded();
        try {
            long read = 0;
            while (read <= most) {
                int octets = exchange.doRead(discarded);
                if (octets < 0) {
                    return true;
                }
                read += octets;
            }
            return false;
        } catch (IOException e) {
            return false; // too slow, or gone
        }
    }

    /** Of the one kind on which the container, while it reads a form, does not close the connection without a word. */
    static final class BodyTooSlowException extends BadRequestException {
        private static final long serialVersionUID = 1L;

        BodyTooSlowException() {
            super("The body took too long to arrive.");
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
