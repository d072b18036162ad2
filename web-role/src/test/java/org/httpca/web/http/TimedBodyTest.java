package org.httpca.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.httpca.problem.ProblemType;
import org.httpca.web.http.TimedBody.BodyRefusedException;
import org.junit.jupiter.api.Test;

class TimedBodyTest {
    private static final int PACKET = 10;

    private final Bodies bodies = new Bodies(1, 2, 25);
    private final Packets sent = new Packets();

    /** A connection that is closed while its client sends is reset, and the answer is lost with it. */
    @Test
    void whatThereIsNoRoomForIsReadToItsEndAllTheSame() throws IOException {
        TimedBody body = body(Duration.ofMinutes(1));
        body.doRead(sent);
        body.doRead(sent);
        assertThatThrownBy(() -> body.doRead(sent))
                .isInstanceOfSatisfying(
                        BodyRefusedException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.UNAVAILABLE));
        assertThatThrownBy(() -> body.doRead(sent)).isInstanceOf(BodyRefusedException.class);

        assertThat(body.discard(1000)).isTrue();
        assertThat(sent.left).isZero();
        assertThat(bodies.octets()).isZero();
        assertThat(bodies.waiting()).isZero();
    }

    @Test
    void asMuchIsDiscardedAsIsAllowed() {
        assertThat(body(Duration.ofMinutes(1)).discard(35)).isFalse();
        assertThat(sent.left).isEqualTo(100 - 4);
    }

    @Test
    void nothingIsDiscardedOnceTheTimeIsOver() throws IOException {
        TimedBody body = body(Duration.ofNanos(1));
        body.doRead(sent);

        assertThat(body.discard(1000)).isFalse();
        assertThat(sent.left).isEqualTo(100 - 1);
    }

    @Test
    void nothingIsDiscardedOfOneTooManyToBeWaitedFor() {
        bodies.await("client");

        assertThat(body(Duration.ofMinutes(1)).discard(1000)).isFalse();
        assertThat(sent.left).isEqualTo(100);
    }

    private TimedBody body(Duration most) {
        Request exchange = new Request();
        TimedBody body = new TimedBody(sent, exchange, most, bodies, () -> "client");
        exchange.setInputBuffer(body);
        return body;
    }

    /** A hundred packets, and then the end. */
    private static final class Packets implements InputBuffer, ApplicationBufferHandler {
        private int left = 100;

        @Override
        public int doRead(ApplicationBufferHandler handler) {
            if (left == 0) {
                return -1;
            }
            left--;
            return PACKET;
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            // what is in the packets does not matter
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return ByteBuffer.allocate(0);
        }

        @Override
        public void expand(int size) {
            // as above
        }
    }
}
