package org.httpca.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A subscriber's server for tls-alpn-01 (RFC 8737): it speaks {@code acme-tls/1} alone. */
final class AlpnServer implements AutoCloseable {
    private final SSLServerSocket listener;

    private AlpnServer(SSLServerSocket listener) {
        this.listener = listener;
    }

    static AlpnServer serve(X509Certificate certificate, PrivateKey key, int port) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("shown", key, new char[0], new X509Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, new SecureRandom());
        SSLServerSocket listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(port, 50, InetAddress.getLoopbackAddress());
        SSLParameters parameters = listener.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"acme-tls/1"});
        listener.setSSLParameters(parameters);
        AlpnServer server = new AlpnServer(listener);
        Thread thread = new Thread(server::answer, "alpn-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private void answer() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                ((SSLSocket) client).startHandshake();
                client.getInputStream().read();
            } catch (IOException e) {
                // that one is gone; the next is answered
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
