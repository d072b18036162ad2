package org.httpca.worker.validate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A simulated resolver on loopback, by UDP and TCP: it knows a few records, and misbehaves for the names that a test chooses. */
final class HostileDns implements AutoCloseable {
    /** What is sent for one question, in this order. */
    interface Misbehaviour {
        List<byte[]> answers(Message question, boolean byTcp) throws IOException;
    }

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final List<Record> records = new CopyOnWriteArrayList<>();
    private final Map<String, Misbehaviour> misbehaviours = new ConcurrentHashMap<>();
    final List<String> questions = new CopyOnWriteArrayList<>();

    HostileDns() {
        try {
            tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.getLocalPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::byUdp);
        start(this::byTcp);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "hostile-dns");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "127.0.0.1:" + tcp.getLocalPort();
    }

    /** A record as zone files have it, such as {@code TXT "hello"}. */
    HostileDns has(String name, String typeAndData) {
        try {
            String[] parts = typeAndData.split(" ", 2);
            records.add(Record.fromString(
                    Name.fromString(name, Name.root), Type.value(parts[0]), DClass.IN, 60, parts[1], Name.root));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void forget(String name) {
        records.removeIf(record -> record.getName().toString(true).equals(name));
    }

    HostileDns misbehaves(String name, Misbehaviour misbehaviour) {
        misbehaviours.put(name, misbehaviour);
        return this;
    }

    /** What an honest one answers; aliases are not followed for the asker. */
    Message honest(Message question) {
        Record asked = question.getQuestion();
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(asked, Section.QUESTION);
        for (Record record : records) {
            if (record.getName().equals(asked.getName())
                    && (record.getType() == asked.getType() || record.getType() == Type.CNAME)) {
                answer.addRecord(record, Section.ANSWER);
            }
        }
        return answer;
    }

    static Message coded(Message honest, int code) {
        honest.getHeader().setRcode(code);
        return honest;
    }

    private List<byte[]> answers(byte[] octets, boolean byTcp) throws IOException {
        Message question = new Message(octets);
        Record asked = Objects.requireNonNull(question.getQuestion());
        String name = asked.getName().toString(true);
        questions.add(name + " " + Type.string(asked.getType()) + (byTcp ? " tcp" : ""));
        Misbehaviour misbehaviour = misbehaviours.get(name);
        return misbehaviour == null
                ? new ArrayList<>(List.of(honest(question).toWire()))
                : misbehaviour.answers(question, byTcp);
    }

    private void byUdp() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                udp.receive(packet);
                byte[] octets = Arrays.copyOf(packet.getData(), packet.getLength());
                SocketAddress from = packet.getSocketAddress();
                for (byte[] answer : answers(octets, false)) {
                    udp.send(new DatagramPacket(answer, answer.length, from));
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void byTcp() {
        try {
            while (true) {
                try (Socket socket = tcp.accept()) {
                    DataInputStream in = new DataInputStream(socket.getInputStream());
                    byte[] octets = new byte[in.readUnsignedShort()];
                    in.readFully(octets);
                    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                    for (byte[] answer : answers(octets, true)) {
                        out.writeShort(answer.length);
                        out.write(answer);
                    }
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
