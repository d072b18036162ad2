package org.httpca.worker.validate;

import java.io.IOException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.pki.Identifier;
import org.httpca.worker.validate.Connections.Connection;
import org.xbill.DNS.ReverseMap;

/** {@code tls-alpn-01} (RFC 8737, section 3), for addresses as RFC 8738, section 6 has it. */
final class TlsAlpn01 implements Method {
    private static final String PROTOCOL = "acme-tls/1";

    private final Connections connections;
    private final Tls tls;
    private final int port;

    TlsAlpn01(Connections connections, Tls tls, int port) {
        this.connections = connections;
        this.tls = tls;
        this.port = port;
    }

    @Override
    public Seen look(Check check, Deadline deadline) {
        Identifier host = check.identifier();
        try (Connection connection = connections.open(host, port, false, deadline)) {
            byte[] certificate = certificate(connection, name(host), deadline);
            ValidationCertificate.requireShown(certificate, connection.peer(), check);
            return new Seen(List.of(PROTOCOL + " for " + host + " at " + connection.peer()));
        }
    }

    private byte[] certificate(Connection connection, String name, Deadline deadline) {
        try (SSLSocket secured = tls.over(connection.socket(), List.of(name), List.of(PROTOCOL))) {
            String chosen = secured.getApplicationProtocol();
            if (!PROTOCOL.equals(chosen)) {
                throw NotShownException.forNow(
                        AcmeProblemType.UNAUTHORIZED,
                        connection.peer() + " did not choose the protocol " + PROTOCOL + " (ALPN) for " + name + ".");
            }
            Certificate[] chain = secured.getSession().getPeerCertificates();
            return chain[0].getEncoded();
        } catch (IOException | CertificateEncodingException e) {
            throw deadline.isOver()
                    ? deadline.over()
                    : NotShownException.forNow(
                            AcmeProblemType.TLS,
                            "The TLS handshake with " + connection.peer() + " for " + name + " by " + PROTOCOL
                                    + " failed: " + e.getMessage());
        }
    }

    /** For SNI: an address goes by its name in the reverse zones. */
    private static String name(Identifier host) {
        return host.type() == Identifier.Type.DNS
                ? host.value()
                : ReverseMap.fromAddress(Network.address(host)).toString(true);
    }
}
