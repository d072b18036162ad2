package org.httpca.standalone;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A program that tries to open a TCP connection to each HOST:PORT and says, a line for each, how that went. */
final class Knock {

    /** How a connection went. */
    enum Answer {
        /** Somebody listens. */
        OPEN,
        /** The host is there, and nobody listens. */
        REFUSED,
        /** No way leads there. */
        UNREACHABLE,
        /** Packets go out and nothing comes back. */
        SILENT
    }

    private static final int PATIENCE_MILLIS = 3_000;

    private Knock() {}

    public static void main(String[] targets) {
        List<String> lines = Arrays.stream(targets)
                .parallel()
                .map(target -> target + " " + at(target).name().toLowerCase(Locale.ROOT))
                .toList();
        lines.forEach(System.out::println);
    }

    private static Answer at(String target) {
        int colon = target.lastIndexOf(':');
        InetSocketAddress address =
                new InetSocketAddress(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
        try (Socket socket = new Socket()) {
            socket.connect(address, PATIENCE_MILLIS);
            return Answer.OPEN;
        } catch (SocketTimeoutException e) {
            return Answer.SILENT;
        } catch (ConnectException e) {
            return Answer.REFUSED;
        } catch (SocketException e) {
            if (Objects.toString(e.getMessage(), "").contains("unreachable")) {
                return Answer.UNREACHABLE;
            }
            throw new IllegalStateException(target, e);
        } catch (IOException e) {
            throw new IllegalStateException(target, e);
        }
    }
}
