package org.httpca.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One connection that asks by OCSP, kept open: as little of HTTP as it takes (RFC 9112), so that the machine is left to what is
 * measured. Answers have a Content-Length.
 */
final class OcspDoor implements AutoCloseable {
    private static final int LONGEST_LINE = 8192;
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int PATIENCE_MILLIS = 30_000;

    private final String host;
    private final int port;
    private final String path;
    private final String tail;
    private @Nullable Connection connection;

    /** @param url of an issuer's OCSP, by http */
    OcspDoor(URI url) {
        host = url.getHost();
        port = url.getPort() < 0 ? 80 : url.getPort();
        path = url.getRawPath();
        tail = " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n\r\n";
    }

    private record Connection(Socket socket, InputStream in, OutputStream out) {
        static Connection to(String host, int port) throws IOException {
            Socket socket = new Socket(host, port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new Connection(
                    socket, new BufferedInputStream(socket.getInputStream(), LONGEST_LINE), socket.getOutputStream());
        }
    }

    /** What is to be sent for this request, by GET (RFC 5019, section 5). */
    byte[] get(byte[] request) {
        String base64 = Base64.getEncoder().encodeToString(request);
        String encoded = base64.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
        return ("GET " + path + "/" + encoded + tail).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The answer to what {@link #get} made. Servers close a connection after some requests, and one that was idle: then there is
     * another.
     *
     * @throws IOException for every status but 200
     */
    byte[] ask(byte[] call) throws IOException {
        Connection kept = connection;
        if (kept != null) {
            try {
                return ask(kept, call);
            } catch (EOFException | SocketException e) {
                close();
            }
        }
        Connection fresh = Connection.to(host, port);
        connection = fresh;
        return ask(fresh, call);
    }

    private byte[] ask(Connection at, byte[] call) throws IOException {
        at.out().write(call);
        String status = line(at.in());
        int length = -1;
        boolean last = false;
        for (String header = line(at.in()); !header.isEmpty(); header = line(at.in())) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
            last |= lower.startsWith("connection:") && lower.contains("close");
        }
        if (!status.startsWith("HTTP/1.1 200") || length < 0 || length > LONGEST_ANSWER) {
            throw new IOException("the answer is " + status);
        }
        byte[] body = at.in().readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the answer was cut off");
        }
        if (last) {
            close();
        }
        return body;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException("the connection was closed");
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        Connection open = connection;
        connection = null;
        if (open != null) {
            open.socket().close();
        }
    }
}
