package org.httpca.web.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.httpca.web.Csr;
import org.httpca.web.WebUnderTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class EventStreamsTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private final EventStreams streams = WEB.bean(EventStreams.class);

    @Test
    void forgetWhoIsGone() throws Exception {
        String id = WEB.http()
                .post("/api/v1/requests", "application/pkcs10", Csr.der("gone.example"))
                .json()
                .get("id")
                .asString();
        int before = streams.size();
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), WEB.port())) {
            client.getOutputStream()
                    .write(("GET /api/v1/requests/" + id + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] head = client.getInputStream().readNBytes(15);
            assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 \r\n");
            assertThat(streams.size()).isEqualTo(before + 1);
            client.setSoLinger(true, 0);
        }
        long end = System.nanoTime() + 20_000_000_000L;
        while (streams.size() > before && System.nanoTime() < end) {
            streams.beat();
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(streams.size()).isEqualTo(before);
    }

    @Test
    void keepTheLatestForASlowClientAndThenGiveUp() throws Exception {
        SlowOutput output = new SlowOutput();
        List<String> ends = new ArrayList<>();
        EventStream stream = new EventStream(call(output), closed -> ends.add("closed"));
        stream.begin();
        stream.whenOver(() -> ends.add("over"));

        stream.send(new Event("1", "{}"));
        stream.send(new Event("2", "{}"));
        assertThat(output.written()).isEmpty();
        output.take();
        assertThat(output.written()).isEqualTo("retry: 2000\n\nid: 2\ndata: {}\n\n");

        output.ready = false;
        assertThat(stream.beat(10)).isTrue();
        assertThat(stream.beat(10)).as("the last beat was not taken").isFalse();
        stream.abandon();
        assertThat(ends).containsExactly("closed", "over");
        List<String> late = new ArrayList<>();
        stream.whenOver(() -> late.add("at once"));
        assertThat(late).containsExactly("at once");
    }

    @Test
    void endAfterAnHourOfBeats() throws Exception {
        SlowOutput output = new SlowOutput();
        EventStream stream = new EventStream(call(output), closed -> {});
        stream.begin();
        output.take();

        assertThat(stream.beat(2)).isTrue();
        assertThat(stream.beat(2)).isTrue();
        assertThat(stream.beat(2)).isFalse();
        assertThat(output.written()).isEqualTo("retry: 2000\n\n:\n\n:\n\n");
    }

    @Test
    void carryNoLineOfAnotherMaking() {
        assertThatThrownBy(() -> new Event("1", "{}\n\nid: 2")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Event("1\rdata: x", "{}")).isInstanceOf(IllegalArgumentException.class);
    }

    private static AsyncContext call(SlowOutput output) {
        HttpServletResponse response = new HttpServletResponseWrapper(new MockHttpServletResponse()) {
            @Override
            public ServletOutputStream getOutputStream() {
                return output;
            }
        };
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setAsyncSupported(true);
        return request.startAsync(request, response);
    }

    /** A client that takes something only when it is told to. */
    private static final class SlowOutput extends ServletOutputStream {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private @Nullable WriteListener listener;
        private boolean ready;

        String written() {
            return written.toString(StandardCharsets.UTF_8);
        }

        void take() throws Exception {
            ready = true;
            if (listener != null) {
                listener.onWritePossible();
            }
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            this.listener = listener;
        }

        @Override
        public void write(int octet) {
            written.write(octet);
        }
    }
}
