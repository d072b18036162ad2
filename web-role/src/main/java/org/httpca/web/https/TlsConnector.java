package org.httpca.web.https;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;

/** A connector for HTTPS beside the one for HTTP: opened with the first certificate, given each further one while it runs. */
final class TlsConnector {
    /** TLS 1.2 with forward secrecy and authenticated encryption alone (RFC 9325, section 4.2), for a P-256 key; TLS 1.3 has no others. */
    private static final String CIPHERS =
            "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256";

    private static final String ALIAS = "server";
    /** A key store wants one; this one never leaves the memory that holds the key too. */
    private static final String IN_MEMORY = "in memory";

    private final Supplier<Tomcat> tomcat;
    private final Consumer<Connector> customization;
    private final String bind;
    private final int wanted;
    private final boolean asksClients;
    private @Nullable Connector open;

    /**
     * @param tomcat the running server
     * @param customization what the HTTP connector was given too: limits and time-outs
     * @param wanted 0 for a free one
     * @param asksClients whether clients may show a certificate; those that show none are served too
     */
    TlsConnector(
            Supplier<Tomcat> tomcat, Consumer<Connector> customization, String bind, int wanted, boolean asksClients) {
        this.tomcat = tomcat;
        this.customization = customization;
        this.bind = bind;
        this.wanted = wanted;
        this.asksClients = asksClients;
    }

    synchronized int port() {
        return open == null ? -1 : open.getLocalPort();
    }

    /** @throws IllegalStateException with the way out, if the port cannot be opened */
    synchronized void serve(ServerCertificate certificate) {
        SSLHostConfig config = config(certificate);
        if (open == null) {
            open = open(config);
        } else {
            protocol(open).addSslHostConfig(config, true);
        }
    }

    synchronized void close() {
        if (open != null) {
            discard(open);
            open = null;
        }
    }

    private Connector open(SSLHostConfig config) {
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        customization.accept(connector);
        connector.setPort(wanted);
        connector.setScheme("https");
        connector.setSecure(true);
        try {
            AbstractHttp11Protocol<?> protocol = protocol(connector);
            protocol.setAddress(InetAddress.getByName(bind));
            protocol.setSSLEnabled(true);
            protocol.addSslHostConfig(config);
            tomcat.get().getService().addConnector(connector);
            if (!connector.getState().isAvailable()) {
                throw new IllegalStateException("it did not start");
            }
            return connector;
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            discard(connector);
            throw new IllegalStateException(
                    "HTTPS cannot listen on " + bind + ", port " + wanted
                            + ". Is it taken? " + (asksClients ? "httpca.https.client-port" : "httpca.https.port")
                            + " chooses another one, -1 switches it off.",
                    e);
        }
    }

    private void discard(Connector connector) {
        try {
            tomcat.get().getService().removeConnector(connector);
            connector.destroy();
        } catch (LifecycleException | IllegalStateException e) {
            // it never ran, or the whole server is stopping
            return;
        }
    }

    private static AbstractHttp11Protocol<?> protocol(Connector connector) {
        return (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
    }

    private SSLHostConfig config(ServerCertificate certificate) {
        SSLHostConfig config = new SSLHostConfig();
        config.setProtocols("TLSv1.2+TLSv1.3");
        config.setCiphers(CIPHERS);
        config.setHonorCipherOrder(true);
        if (asksClients) {
            config.setCertificateVerification("optional");
            config.setTrustManagerClassName(AnyClient.class.getName());
        }
        SSLHostConfigCertificate own = new SSLHostConfigCertificate(config, SSLHostConfigCertificate.Type.EC);
        own.setCertificateKeystore(keyStore(certificate));
        own.setCertificateKeyAlias(ALIAS);
        own.setCertificateKeyPassword(IN_MEMORY);
        config.addCertificate(own);
        return config;
    }

    private static KeyStore keyStore(ServerCertificate certificate) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    ALIAS,
                    certificate.key(),
                    IN_MEMORY.toCharArray(),
                    certificate.chain().toArray(X509Certificate[]::new));
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The platform's key store failed.", e);
        }
    }
}
