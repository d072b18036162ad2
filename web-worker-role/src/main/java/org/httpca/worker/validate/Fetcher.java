package org.httpca.worker.validate;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.pki.Identifier;
import org.httpca.worker.validate.Connections.Connection;
import org.jspecify.annotations.Nullable;

/** One GET on a connection of its own. Of what comes back no more is read than limits allow, and nothing is waited for beyond the deadline. */
final class Fetcher implements Http01.Web {
    /** Of a body. */
    static final int MOST_OCTETS = 4096;

    private static final Http1Config LIMITS = Http1Config.custom()
            .setBufferSize(2048)
            .setMaxLineLength(4096)
            .setMaxHeaderCount(100)
            .setMaxEmptyLineCount(5)
            .build();

    private final Connections connections;
    private final Tls tls;

    Fetcher(Connections connections, Tls tls) {
        this.connections = connections;
        this.tls = tls;
    }

    /**
     * What came back.
     *
     * @param address that answered
     * @param peer the same, with its port
     * @param location of a redirect; null for everything else
     * @param body up to {@link #MOST_OCTETS}, as it was sent; empty unless the status is 200
     * @param whole whether that was all of it
     */
    record Fetched(
            InetAddress address,
            String peer,
            int status,
            @Nullable String location,
            String body,
            boolean whole) {}

    @Override
    public Fetched get(WebAddress address, boolean publicAlone, Deadline deadline) {
        try (Connection connection = connections.open(address.host(), address.port(), publicAlone, deadline)) {
            try {
                return get(address, connection);
            } catch (HttpException e) {
                throw NotShownException.forNow(
                        AcmeProblemType.INCORRECT_RESPONSE,
                        // and not what: the parser's message has a line of it
                        connection.peer() + " answered " + address + " by something that is not HTTP/1.1.");
            } catch (IOException e) {
                throw deadline.isOver()
                        ? deadline.over()
                        : NotShownException.forNow(
                                AcmeProblemType.CONNECTION,
                                "The connection to " + connection.peer() + " for " + address + " broke: "
                                        + e.getMessage());
            }
        }
    }

    private Fetched get(WebAddress address, Connection connection) throws IOException, HttpException {
        Socket socket = connection.socket();
        DefaultBHttpClientConnection http = new DefaultBHttpClientConnection(LIMITS);
        try {
            http.bind(address.secure() ? tls.over(socket, names(address.host()), List.of()) : socket);
            BasicClassicHttpRequest request = new BasicClassicHttpRequest("GET", address.path());
            request.setHeader(HttpHeaders.HOST, address.authority());
            request.setHeader(HttpHeaders.USER_AGENT, "HttpCA");
            request.setHeader(HttpHeaders.ACCEPT, "*/*");
            request.setHeader(HttpHeaders.CONNECTION, "close");
            http.sendRequestHeader(request);
            http.flush();
            ClassicHttpResponse response = http.receiveResponseHeader();
            for (int more = 0; response.getCode() < 200 && more < 5; more++) {
                response = http.receiveResponseHeader();
            }
            int status = response.getCode();
            if (status != 200) {
                Header location = isRedirect(status) ? response.getFirstHeader(HttpHeaders.LOCATION) : null;
                return new Fetched(
                        connection.address(),
                        connection.peer(),
                        status,
                        location == null ? null : location.getValue(),
                        "",
                        true);
            }
            http.receiveResponseEntity(response);
            byte[] body = body(response.getEntity());
            return new Fetched(
                    connection.address(),
                    connection.peer(),
                    status,
                    null,
                    new String(body, 0, Math.min(body.length, MOST_OCTETS), StandardCharsets.UTF_8),
                    body.length <= MOST_OCTETS);
        } finally {
            http.close(CloseMode.IMMEDIATE); // what more of the body there is stays unread
        }
    }

    private static byte[] body(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        InputStream content = entity.getContent();
        return content.readNBytes(MOST_OCTETS + 1);
    }

    /** An address has no name to ask for (RFC 6066, section 3). */
    private static List<String> names(Identifier host) {
        return host.type() == Identifier.Type.DNS ? List.of(host.value()) : List.of();
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }
}
