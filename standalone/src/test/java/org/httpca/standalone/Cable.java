package org.httpca.standalone;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The way to a server of 127.0.0.1, from a port that stays the same. It can be pulled out, so that connections end and new ones
 * are refused; it can hold what is on its way, and let go later; and it can lose that without a word, as a network does that
 * falls apart: neither end is told, then or later, and only a time-out shows it. It can be slow, reset what is connected, and
 * tell one end of each connection that the other has nothing more to say.
 */
final class Cable implements AutoCloseable {
    private static final int MOST_ATTEMPTS = 100;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Connection> connections = new HashSet<>();
    private int server;
    private boolean holds;
    private boolean loses;
    private volatile Duration delay = Duration.ZERO;
    private ServerSocket listener;

    private Cable(int port, int server) throws IOException {
        this.port = port;
        this.server = server;
        this.listener = listen(port);
        serve(listener);
    }

    static Cable to(int server, int port) throws IOException {
        return new Cable(port, server);
    }

    int port() {
        return port;
    }

    /** Whoever connects is refused, and whoever was connected is told so. */
    synchronized void pull() throws IOException {
        listener.close();
        letGo();
        for (Connection connection : connections) {
            connection.close();
        }
        connections.clear();
    }

    /** Leads to a server again, perhaps on another port. */
    synchronized void plug(int to) throws IOException {
        server = to;
        if (listener.isClosed()) {
            listener = listenAgain();
            serve(listener);
        }
    }

    /** Leads to where it led before. */
    synchronized void plugIn() throws IOException {
        plug(server);
    }

    synchronized void hold() {
        holds = true;
    }

    synchronized void letGo() {
        holds = false;
        notifyAll();
    }

    /** What is connected now, or will be until {@link #heal()}, is lost for ever. */
    synchronized void lose() {
        loses = true;
        connections.forEach(connection -> connection.lost = true);
    }

    /** New connections pass; what was lost stays lost. */
    synchronized void heal() {
        loses = false;
    }

    /** Whatever passes takes that much longer from now on; zero for not at all. */
    void delay(Duration time) {
        delay = time;
    }

    /** What is connected now ends with a reset, whatever was on its way; new connections pass. */
    synchronized void reset() {
        for (Connection connection : connections) {
            try {
                connection.reset();
            } catch (IOException e) {
                // It has ended by itself.
            }
        }
        connections.clear();
    }

    /** What is connected now ends in one direction: that end hears the other's end of stream, and goes on being heard. */
    synchronized void halfClose(boolean towardsTheServer) {
        for (Connection connection : connections) {
            try {
                connection.halfClose(towardsTheServer);
            } catch (IOException e) {
                // It has ended by itself.
            }
        }
    }

    /** Somebody else may have had the port meanwhile, for a moment. */
    private ServerSocket listenAgain() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return listen(port);
            } catch (BindException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
            }
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        return socket;
    }

    private void serve(ServerSocket door) {
        threads.execute(() -> {
            while (!door.isClosed()) {
                try {
                    connect(door.accept());
                } catch (IOException e) {
                    // Nobody is there, or the cable was pulled out: whoever came sees that the connection has ended.
                }
            }
        });
    }

    private synchronized void connect(Socket client) throws IOException {
        Socket other;
        try {
            other = new Socket(InetAddress.getLoopbackAddress(), server);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        Connection connection = new Connection(client, other, loses);
        connections.add(connection);
        threads.execute(() -> pass(connection, client, other));
        threads.execute(() -> pass(connection, other, client));
    }

    private void pass(Connection connection, Socket from, Socket to) {
        byte[] octets = new byte[8192];
        try {
            for (int read = from.getInputStream().read(octets);
                    ;
                    read = from.getInputStream().read(octets)) {
                awaitPassage();
                if (connection.lost || connection.deaf == to) {
                    if (read < 0) {
                        return; // the other end is not told, or was told before
                    }
                } else if (read < 0) {
                    break;
                } else {
                    to.getOutputStream().write(octets, 0, read);
                }
            }
        } catch (IOException e) {
            if (connection.lost) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(connection);
    }

    private void awaitPassage() throws InterruptedException {
        LockSupport.parkNanos(delay.toNanos());
        awaitRelease();
    }

    private synchronized void awaitRelease() throws InterruptedException {
        while (holds) {
            wait();
        }
    }

    private synchronized void end(Connection connection) {
        connections.remove(connection);
        try {
            connection.close();
        } catch (IOException e) {
            // It is of no use any more.
        }
    }

    @Override
    public void close() throws IOException {
        pull();
        threads.shutdownNow();
    }

    /** Two sockets, and whether what comes from one still reaches the other. */
    private static final class Connection {
        private final Socket client;
        private final Socket server;
        private volatile boolean lost;
        /** The end that is told nothing any more. */
        private volatile @Nullable Socket deaf;

        Connection(Socket client, Socket server, boolean lost) throws IOException {
            this.client = client;
            this.server = server;
            this.lost = lost;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void halfClose(boolean towardsTheServer) throws IOException {
            Socket end = towardsTheServer ? server : client;
            deaf = end;
            if (!end.isClosed() && !end.isOutputShutdown()) {
                end.shutdownOutput();
            }
        }

        /** With an RST instead of a FIN. */
        void reset() throws IOException {
            if (!client.isClosed()) {
                client.setSoLinger(true, 0);
            }
            if (!server.isClosed()) {
                server.setSoLinger(true, 0);
            }
            close();
        }

        void close() throws IOException {
            client.close();
            server.close();
        }
    }
}
