package org.httpca.worker.notify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.httpca.start.InvalidSettingException;
import org.jspecify.annotations.Nullable;

/** Who may vouch for the other side of a TLS connection. */
final class Trust {
    private Trust() {}

    /**
     * A context without a client's certificate.
     *
     * @param pem with CA certificates; null for those of the Java runtime
     * @throws InvalidSettingException if there is none in it
     */
    static SSLContext context(String key, @Nullable Path pem) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(pem == null ? null : store(key, pem));
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new InvalidSettingException(
                    key + " names " + pem + ", which cannot be read as certificates (PEM).", e);
        }
    }

    private static KeyStore store(String key, Path pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(pem)))) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        if (number == 0) {
            throw new InvalidSettingException(key + " names " + pem + ", which holds no certificate.");
        }
        return store;
    }
}
