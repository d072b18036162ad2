package org.httpca.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Written out by RFC 1035, section 4, and not by the class under test. */
class NameServerTest {
    private static final int A = 1;
    private static final int AAAA = 28;
    private static final int CAA = 257;

    private final InetAddress address = InetAddress.getLoopbackAddress();

    @Test
    void every_name_has_the_one_address() throws Exception {
        assertThat(hex(asked("n1.bench.test", A)))
                .isEqualTo("12348500" + "0001000100000000" + "026e310562656e63680474657374000001" + "0001"
                        + "c00c00010001000000000004" + "7f000001");
    }

    @Test
    void and_nothing_else() throws Exception {
        for (int type : new int[] {AAAA, CAA}) {
            byte[] answer = asked("n1.bench.test", type);
            assertThat(hex(Arrays.copyOf(answer, 12))).isEqualTo("12348500" + "0001000000000000");
            assertThat(answer).hasSize(12 + 15 + 4);
        }
    }

    @Test
    void what_is_no_question_has_no_answer() {
        byte[] question = question("n1.bench.test", A);
        for (int length = 0; length < question.length; length++) {
            byte[] cut = Arrays.copyOf(question, length);
            assertThat(NameServer.answer(cut, address.getAddress())).isEmpty();
        }
        byte[] answer = question.clone();
        answer[2] = (byte) 0x80;
        assertThat(NameServer.answer(answer, address.getAddress())).isEmpty();
    }

    private byte[] asked(String name, int type) throws Exception {
        try (NameServer server = NameServer.at(new InetSocketAddress(address, 0), address);
                DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, 0))) {
            byte[] question = question(name, type);
            socket.setSoTimeout(10_000);
            socket.send(new DatagramPacket(question, question.length, address, server.port()));
            DatagramPacket answer = new DatagramPacket(new byte[512], 512);
            socket.receive(answer);
            return Arrays.copyOf(answer.getData(), answer.getLength());
        }
    }

    private static byte[] question(String name, int type) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HexFormat.of().parseHex("123401000001000000000000"));
        for (String label : name.split("\\.")) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes(new byte[] {0, (byte) (type >> 8), (byte) type, 0, 1});
        return out.toByteArray();
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }
}
