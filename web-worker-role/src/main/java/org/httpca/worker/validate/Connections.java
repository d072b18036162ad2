package org.httpca.worker.validate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.pki.Identifier;

/** Connects to a host that a stranger named. */
final class Connections {
    private static final int CONNECT_MILLIS = 4_000;

    private final Hosts hosts;
    private final Watchdog watchdog;

    Connections(Hosts hosts, Watchdog watchdog) {
        this.hosts = hosts;
        this.watchdog = watchdog;
    }

    /** An open connection, which is closed when its time is over. */
    record Connection(Socket socket, Watchdog.Watch watch) implements AutoCloseable {
        InetAddress address() {
            return socket.getInetAddress();
        }

        /** Such as {@code 192.0.2.1:80}. */
        String peer() {
            return text(socket.getInetAddress(), socket.getPort());
        }

        @Override
        public void close() {
            watch.close();
            try {
                socket.close();
            } catch (IOException e) {
                // It was of no use any more.
            }
        }
    }

    /**
     * To the host's IPv6 address, if it has one; where nobody takes that up, to its IPv4 address.
     *
     * @param publicAlone whether only to a public one
     */
    Connection open(Identifier host, int port, boolean publicAlone, Deadline deadline) {
        List<InetAddress> addresses = hosts.addresses(host, publicAlone, deadline);
        NotShownException last = null;
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), deadline.millis(CONNECT_MILLIS));
                socket.setSoTimeout(deadline.millis(Integer.MAX_VALUE));
                socket.setTcpNoDelay(true);
                return new Connection(socket, watchdog.over(socket, deadline));
            } catch (IOException e) {
                close(socket);
                last = NotShownException.forNow(
                        AcmeProblemType.CONNECTION,
                        "No connection to " + text(address, port) + " for " + host + ": " + why(e) + ".");
            }
        }
        throw last == null ? deadline.over() : last;
    }

    private static String text(InetAddress address, int port) {
        String host = address.getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** As the system says it, such as {@code Connection refused}. */
    private static String why(IOException e) {
        return e instanceof SocketTimeoutException ? "it took too long" : String.valueOf(e.getMessage());
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was never open.
        }
    }
}
