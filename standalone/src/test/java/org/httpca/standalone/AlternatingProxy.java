package org.httpca.standalone;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A load balancer made for tests: passes octets on, each connection to the next server in turn. Clients of a test close their
 * connection after each answer, so that requests alternate too.
 */
final class AlternatingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final List<URI> servers;
    private final AtomicIntegerArray connections;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

    AlternatingProxy(List<URI> servers) throws IOException {
        this.servers = List.copyOf(servers);
        this.connections = new AtomicIntegerArray(servers.size());
        this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/";
    }

    /** How many connections that server has got. */
    int connectionsOf(int server) {
        return connections.get(server);
    }

    private void accept() {
        for (int turn = 0; !listener.isClosed(); turn = (turn + 1) % servers.size()) {
            try {
                Socket client = opened(listener.accept());
                URI to = servers.get(turn);
                Socket server = opened(new Socket(to.getHost(), to.getPort()));
                connections.incrementAndGet(turn);
                threads.execute(() -> pass(client, server));
                threads.execute(() -> pass(server, client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] octets = new byte[8192];
            for (int read = in.read(octets); read >= 0; read = in.read(octets)) {
                out.write(octets, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // One of the two is gone, and now the other one is too.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private Socket opened(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        open.add(socket);
        return socket;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Closeable socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
