package org.httpca.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The name service of the names that are asked for (RFC 1035, by UDP): each of them has one IPv4 address, and nothing else. So every order has a
 * name of its own, whose control has to be shown.
 */
final class NameServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int LONGEST = 512; // RFC 1035, section 2.3.4
    private static final int A = 1;
    private static final int IN = 1;
    private static final int ANSWER = 16;
    private static final int POINTER_TO_QUESTION = 0xC00C; // section 4.1.4
    private static final int RESPONSE = 0x8400; // an authoritative one; section 4.1.1
    private static final int RECURSION_DESIRED = 0x0100;

    private final DatagramSocket socket;
    private final InetAddress address;

    private NameServer(DatagramSocket socket, InetAddress address) {
        this.socket = socket;
        this.address = address;
    }

    /**
     * Starts one.
     *
     * @param place with port 0, a free one is taken
     * @param address IPv4, which every name has
     */
    static NameServer at(InetSocketAddress place, InetAddress address) throws IOException {
        NameServer server = new NameServer(new DatagramSocket(place), address);
        Thread thread = new Thread(server::serve, "names");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        byte[] room = new byte[LONGEST];
        while (!socket.isClosed()) {
            try {
                DatagramPacket question = new DatagramPacket(room, room.length);
                socket.receive(question);
                byte[] answer = answer(Arrays.copyOf(room, question.getLength()), address.getAddress());
                if (answer.length > 0) {
                    socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                }
            } catch (IOException e) {
                // closed, or a packet that nobody misses: who asked asks again
            }
        }
    }

    /** Empty for what is no question. */
    static byte[] answer(byte[] question, byte[] address) {
        int end = HEADER;
        while (end < question.length && question[end] > 0) {
            end += question[end] + 1;
        }
        end += 5; // the root's label, type and class
        if (question.length < HEADER
                || end > question.length
                || question[4] != 0
                || question[5] != 1
                || question[2] < 0) {
            return new byte[0];
        }
        ByteBuffer asked = ByteBuffer.wrap(question);
        boolean has = asked.getShort(end - 4) == A && asked.getShort(end - 2) == IN;
        ByteBuffer answer = ByteBuffer.allocate(end + (has ? ANSWER : 0));
        answer.putShort(asked.getShort(0));
        answer.putShort((short) (RESPONSE | (asked.getShort(2) & RECURSION_DESIRED)));
        answer.putShort((short) 1).putShort((short) (has ? 1 : 0)).putInt(0);
        answer.put(question, HEADER, end - HEADER);
        if (has) {
            answer.putShort((short) POINTER_TO_QUESTION).putShort((short) A).putShort((short) IN);
            answer.putInt(0).putShort((short) address.length).put(address);
        }
        return answer.array();
    }

    @Override
    public void close() {
        socket.close();
    }
}
