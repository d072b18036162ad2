package org.httpca.worker.validate;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS 1.2 or 1.3 with whoever is there: control is shown by what the other side has, and a host that asks for its first certificate has none that
 * anybody vouches for. Each connection begins anew; a resumed session would show the certificate of a challenge before.
 */
final class Tls {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final SecureRandom random;

    Tls(SecureRandom random) {
        this.random = random;
    }

    /**
     * Shakes hands over an open connection.
     *
     * @param names what is asked for by SNI (RFC 6066, section 3), one name or none
     * @param protocols of ALPN (RFC 7301); none for no such question
     */
    SSLSocket over(Socket socket, List<String> names, List<String> protocols) throws IOException {
        SSLContext context;
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, random);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setProtocols(VERSIONS);
        parameters.setServerNames(
                List.copyOf(names.stream().map(SNIHostName::new).toList()));
        parameters.setApplicationProtocols(protocols.toArray(String[]::new));
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String keyType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String keyType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String keyType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String keyType, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String keyType, SSLEngine engine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String keyType) {
            throw new UnsupportedOperationException();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
