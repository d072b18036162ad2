package org.httpca.worker.validate;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;

/**
 * One question to one server, by UDP, and by TCP where the answer is cut off (RFC 7766). What comes in and answers something else is not looked at
 * further, and the right answer is still waited for (RFC 5452, section 9.1); each question has a port of its own.
 */
final class DnsTransport {
    private static final int MOST_OCTETS = 4096;
    /** Whoever sends so many that do not fit is guessing. */
    private static final int MOST_WRONG = 100;

    private final Watchdog watchdog;

    DnsTransport(Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    /** @return null if no answer came in time */
    @Nullable
    Message exchange(Message question, InetSocketAddress server, int millis, Deadline deadline) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        Message answer = byUdp(question, server, end);
        return answer != null && answer.getHeader().getFlag(Flags.TC) ? byTcp(question, server, deadline) : answer;
    }

    private static @Nullable Message byUdp(Message question, InetSocketAddress server, long end) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open();
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.connect(server); // the system lets in what comes from there alone
            channel.register(selector, SelectionKey.OP_READ);
            channel.write(ByteBuffer.wrap(question.toWire()));
            ByteBuffer octets = ByteBuffer.allocate(MOST_OCTETS);
            for (int wrong = 0; wrong < MOST_WRONG; wrong++) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0 || selector.select(left) == 0) {
                    return null;
                }
                selector.selectedKeys().clear();
                octets.clear();
                if (channel.read(octets) > 0) {
                    byte[] read = new byte[octets.flip().remaining()];
                    octets.get(read);
                    Message answer = answer(question, read);
                    if (answer != null) {
                        return answer;
                    }
                }
            }
            return null;
        }
    }

    private @Nullable Message byTcp(Message question, InetSocketAddress server, Deadline deadline) throws IOException {
        try (Socket socket = new Socket();
                Watchdog.Watch watch = watchdog.over(socket, deadline)) {
            int millis = deadline.millis(2_000);
            socket.connect(server, millis);
            socket.setSoTimeout(millis);
            byte[] asked = question.toWire();
            byte[] framed = ByteBuffer.allocate(2 + asked.length)
                    .putShort((short) asked.length)
                    .put(asked)
                    .array();
            socket.getOutputStream().write(framed);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] octets = new byte[in.readUnsignedShort()];
            in.readFully(octets);
            Message answer = answer(question, octets);
            if (answer == null) {
                throw new IOException("The answer is not one to the question.");
            }
            return answer;
        }
    }

    /** Null unless it answers just this question. */
    private static @Nullable Message answer(Message question, byte[] octets) {
        Message answer;
        try {
            answer = new Message(octets);
        } catch (IOException | RuntimeException e) {
            return null;
        }
        Header header = answer.getHeader();
        Record asked = question.getQuestion();
        Record said = answer.getQuestion();
        boolean fits = header.getID() == question.getHeader().getID()
                && header.getFlag(Flags.QR)
                && header.getOpcode() == Opcode.QUERY
                && said != null
                && said.getName().equals(asked.getName())
                && said.getType() == asked.getType()
                && said.getDClass() == asked.getDClass();
        return fits ? answer : null;
    }
}
