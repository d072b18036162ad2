package org.httpca.forward.broker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The TLS side of a broker connection: the client's certificate, and whom to trust. */
final class BrokerTls {
    private BrokerTls() {}

    static SSLContext context(BrokerSettings settings) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(settings.tlsKeystore(), settings.tlsPassphraseFile()), trust(settings.tlsTrust()), null);
        return context;
    }

    private static KeyManager @Nullable [] keys(@Nullable Path keystore, @Nullable Path passphraseFile)
            throws GeneralSecurityException, IOException {
        if (keystore == null || passphraseFile == null) {
            return null;
        }
        char[] passphrase = SecretFile.read(passphraseFile).toCharArray();
        try {
            KeyStore store = open(keystore, passphrase);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, passphrase);
            return factory.getKeyManagers();
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    static KeyStore open(Path keystore, Path passphraseFile) throws GeneralSecurityException, IOException {
        char[] passphrase = SecretFile.read(passphraseFile).toCharArray();
        try {
            return open(keystore, passphrase);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    private static KeyStore open(Path keystore, char[] passphrase) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(keystore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, passphrase);
            return store;
        }
    }

    static List<X509Certificate> certificates(Path pem) throws GeneralSecurityException, IOException {
        List<X509Certificate> found = new ArrayList<>();
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(pem)))) {
            found.add((X509Certificate) certificate);
        }
        return found;
    }

    private static TrustManager @Nullable [] trust(@Nullable Path pem) throws GeneralSecurityException, IOException {
        if (pem == null) {
            return null;
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (X509Certificate certificate : certificates(pem)) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        if (number == 0) {
            throw new GeneralSecurityException(pem + " holds no certificate, so no broker could be trusted.");
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
