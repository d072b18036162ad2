package org.httpca.worker.validate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A simulated host on loopback that answers HTTP octet by octet as a test wants it; what is not said is 404. */
final class HostileHost implements AutoCloseable {
    /** Writes an answer, and may take its time. */
    interface Answer {
        void to(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    /** The first line of each request and its Host. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    HostileHost() {
        this(InetAddress.getLoopbackAddress());
    }

    HostileHost(InetAddress address) {
        try {
            listener = new ServerSocket(0, 50, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::accept, "hostile-host");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    HostileHost answers(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    HostileHost serves(String path, String body) {
        return answers(
                path, out -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
    }

    HostileHost redirects(String path, String location) {
        return answers(
                path,
                out -> write(out, "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n"));
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread thread = new Thread(() -> answer(socket), "hostile-host-answer");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void answer(Socket accepted) {
        try (Socket socket = accepted) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String request = in.readLine();
            String host = "";
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                host = line.startsWith("Host: ") ? line.substring(6) : host;
            }
            requests.add(request + " of " + host);
            Answer answer = request == null ? null : answers.get(request.split(" ")[1]);
            if (answer == null) {
                write(socket.getOutputStream(), "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            } else {
                answer.to(socket.getOutputStream());
            }
        } catch (IOException | InterruptedException e) {
            // the other side had enough
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
