package org.httpca.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * One connection that asks by OCSP, kept open: as little of HTTP as it takes (RFC 9112), so that the machine is left to what is
 * measured. Answers have a Content-Length.
 */
final class OcspDoor implements AutoCloseable {
    private static final int LONGEST_LINE = 8192;
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String path;
    private final String tail;

    /** @param url of an issuer's OCSP, by http */
    OcspDoor(URI url) throws IOException {
        int port = url.getPort() < 0 ? 80 : url.getPort();
        socket = new Socket(url.getHost(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), LONGEST_LINE);
        out = socket.getOutputStream();
        path = url.getRawPath();
        tail = " HTTP/1.1\r\nHost: " + url.getHost() + ":" + port + "\r\n\r\n";
    }

    /** What is to be sent for this request, by GET (RFC 5019, section 5). */
    byte[] get(byte[] request) {
        String base64 = Base64.getEncoder().encodeToString(request);
        String encoded = base64.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
        return ("GET " + path + "/" + encoded + tail).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The answer to what {@link #get} made.
     *
     * @throws IOException for every status but 200
     */
    byte[] ask(byte[] call) throws IOException {
        out.write(call);
        String status = line();
        int length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
        }
        if (!status.startsWith("HTTP/1.1 200") || length < 0 || length > LONGEST_ANSWER) {
            throw new IOException("the answer is " + status);
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the answer was cut off");
        }
        return body;
    }

    private String line() throws IOException {
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
        socket.close();
    }
}
