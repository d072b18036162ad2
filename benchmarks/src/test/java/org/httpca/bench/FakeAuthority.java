package org.httpca.bench;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.httpca.pki.Crypto;
import org.httpca.pki.Pem;

/** A root and an issuing CA that sign whatever they are told to, with all that the lints want. */
final class FakeAuthority {

    private static final X500Name ROOT = new X500Name("CN=Fake Root");
    private static final X500Name ISSUING = new X500Name("CN=Fake Issuing");
    /** A serial number of 64 bits or more, as one by chance would be. */
    static final BigInteger LONG = new BigInteger("5a3c96f01e87d24b69a5c3f00f3c5a69", 16);

    private final KeyPair issuingKey = key();
    private final X509Certificate root;
    private final X509Certificate issuing;

    FakeAuthority() {
        KeyPair rootKey = key();
        root = sign(ROOT, ROOT, rootKey.getPublic(), LONG, "", rootKey);
        issuing = sign(ROOT, ISSUING, issuingKey.getPublic(), LONG.add(BigInteger.ONE), "", rootKey);
    }

    byte[] root() {
        return der(root);
    }

    byte[] issuing() {
        return der(issuing);
    }

    /** The chain that a server installs, PEM. */
    String fullchain(String name, PublicKey key, BigInteger serial) {
        X509Certificate leaf = sign(ISSUING, new X500Name("CN=" + name), key, serial, name, issuingKey);
        return Pem.encode("CERTIFICATE", der(leaf)) + Pem.encode("CERTIFICATE", issuing());
    }

    static KeyPair key() {
        try {
            return KeyKind.P256.generator(new SecureRandom()).generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static X509Certificate sign(
            X500Name issuer, X500Name subject, PublicKey key, BigInteger serial, String name, KeyPair by) {
        try {
            Instant now = Instant.now();
            boolean ca = name.isEmpty();
            var builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    serial,
                    Date.from(now.minusSeconds(60)),
                    Date.from(now.plusSeconds(ca ? 7200 : 3600)),
                    subject,
                    key);
            var keys = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.subjectKeyIdentifier, false, keys.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, keys.createAuthorityKeyIdentifier(by.getPublic()));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(ca ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
            if (!ca) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setProvider(Crypto.BOUNCY_CASTLE)
                            .build(by.getPrivate())));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
