package org.httpca.standalone;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultSaslConfig;
import com.rabbitmq.client.SaslConfig;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.httpca.pki.KeyFile;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the broker's door, with a client certificate or without one.
 *
 * @param keystore PKCS#12; null for none
 * @param passphrase the file with what opens it
 */
record BrokerCertificate(@Nullable Path keystore, @Nullable Path passphrase) {

    static final BrokerCertificate NONE = new BrokerCertificate(null, null);

    /** The certificate that the set-up made for the role in this folder. */
    static BrokerCertificate of(Path role) {
        return new BrokerCertificate(role.resolve("broker-tls.p12"), role.resolve("broker-tls-passphrase"));
    }

    /** Logs in by this certificate. */
    Connection connect(int port, Path trust) throws Exception {
        return connect("localhost", port, trust, DefaultSaslConfig.EXTERNAL);
    }

    Connection connect(String host, int port, Path trust, SaslConfig login) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(host);
        factory.setPort(port);
        factory.setUsername("signer");
        factory.setPassword("");
        factory.setSaslConfig(login);
        factory.setAutomaticRecoveryEnabled(false);
        factory.useSslProtocol(context(trust));
        factory.enableHostnameVerification();
        return factory.newConnection("at the door");
    }

    private SSLContext context(Path trust) throws Exception {
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(trust))));
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(), trusted.getTrustManagers(), null);
        return context;
    }

    private KeyManager @Nullable [] keys() throws Exception {
        if (keystore == null || passphrase == null) {
            return null;
        }
        char[] secret = KeyFile.readSecret(passphrase);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(KeyFile.open(keystore, secret), secret);
        return factory.getKeyManagers();
    }
}
