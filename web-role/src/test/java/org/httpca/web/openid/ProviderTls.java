package org.httpca.web.openid;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.httpca.pki.Crypto;
import org.httpca.pki.Pem;
import org.httpca.web.Csr;
import org.httpca.web.Published;

/** HTTPS of a provider whose certificate is of the CA of the tests, which no system trusts. */
public final class ProviderTls {
    private static final X500Name NAME = new X500Name("CN=provider");

    private ProviderTls() {}

    /** @param address the IP address that the certificate is good for */
    public static SSLContext at(String address) throws Exception {
        KeyPair keys = Csr.key();
        X509CertificateHolder certificate =
                certificate(keys, Published.ISSUING.getSubject(), Published.issuingKey(), address);
        return context(keys, certificate, Published.ISSUING);
    }

    /** With a certificate of nobody else's. */
    static SSLContext selfSigned(String address) throws Exception {
        KeyPair keys = Csr.key();
        return context(keys, certificate(keys, NAME, keys, address));
    }

    /** The root of the CA, as an operator has it. */
    public static Path root(Path folder) throws Exception {
        return Files.writeString(
                folder.resolve("provider-ca.pem"), Pem.encode("CERTIFICATE", Published.ROOT.getEncoded()));
    }

    private static X509CertificateHolder certificate(KeyPair keys, X500Name issuer, KeyPair issuerKey, String address)
            throws Exception {
        return new JcaX509v3CertificateBuilder(
                        issuer,
                        BigInteger.valueOf(0x991de2),
                        Date.from(Published.NOW.minus(Duration.ofHours(1))),
                        Date.from(Published.NOW.plus(Duration.ofHours(1))),
                        NAME,
                        keys.getPublic())
                .addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.iPAddress, address)))
                .build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .setProvider(Crypto.BOUNCY_CASTLE)
                        .build(issuerKey.getPrivate()));
    }

    private static SSLContext context(KeyPair keys, X509CertificateHolder... chain) throws Exception {
        Certificate[] certificates = new Certificate[chain.length];
        for (int i = 0; i < chain.length; i++) {
            certificates[i] = new JcaX509CertificateConverter().getCertificate(chain[i]);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("provider", keys.getPrivate(), new char[0], certificates);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
