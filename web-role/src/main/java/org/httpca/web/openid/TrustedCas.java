package org.httpca.web.openid;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.httpca.start.InvalidSettingException;

/** Trust in the CAs of a file, and in no other. */
final class TrustedCas {
    private static final String KEY = "httpca.openid.ca-file";

    private TrustedCas() {}

    static SSLContext of(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Certificate ca : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + store.size(), ca);
            }
            if (store.size() == 0) {
                throw new InvalidSettingException(KEY + " names " + file + ", which has no certificate in PEM.");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new InvalidSettingException(
                    KEY + " names " + file + ", which cannot be read as certificates in PEM.", e);
        }
    }
}
