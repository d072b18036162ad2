package org.httpca.web.page;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Crypto;
import org.httpca.pki.Octets;
import org.httpca.pki.SerialNumbers;
import org.httpca.pki.SubjectKey;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.issuer.CrlView;
import org.httpca.web.issuer.IssuerView;

/** A small CA of the tests: a root, a host's certificate and a signing request. */
final class Certificates {
    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final KeyPair ROOT = pair();
    private static final KeyPair HOST = pair();

    private Certificates() {}

    static byte[] root() {
        return certificate("CN=Example Root CA, O=Example", ROOT, true, "4d8a6f0c55e1b2a7");
    }

    static byte[] host() {
        return certificate("CN=www.example.org", HOST, false, "5b1f00aa93c4de07a6");
    }

    static CertificateView hostView(UUID requestId) {
        byte[] der = host();
        X509CertificateHolder certificate = holder(der);
        SubjectKey key = SubjectKey.of(certificate.getSubjectPublicKeyInfo());
        return new CertificateView(
                "issuing",
                SerialNumbers.hex(certificate.getSerialNumber()),
                Octets.of(der),
                "CN=www.example.org",
                List.of("www.example.org", "192.0.2.17"),
                key.label(),
                key.sha256(),
                Octets.of(der).sha256().hex(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                requestId);
    }

    static IssuerView issuer(String name, boolean root) {
        byte[] der = root();
        X509CertificateHolder certificate = holder(der);
        return new IssuerView(
                name,
                Octets.of(der),
                root ? List.of() : List.of(Octets.of(der)),
                root,
                List.of(),
                Octets.of(der).sha256().hex(),
                root ? "CN=Example Root CA, O=Example" : "CN=Example Issuing CA, O=Example",
                SerialNumbers.hex(certificate.getSerialNumber()),
                "EC P-256",
                "00",
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                List.of(new CrlView("", 1, FROM, FROM.plus(Duration.ofDays(7)))));
    }

    private static X509CertificateHolder holder(byte[] der) {
        try {
            return new X509CertificateHolder(der);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static CertificationRequest csr() {
        return CertificationRequest.readDer(csrDer()).orElseThrow();
    }

    static byte[] csrDer() {
        try {
            return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=www.example.org"), HOST.getPublic())
                    .build(signer(HOST.getPrivate()))
                    .getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] certificate(String subject, KeyPair keys, boolean ca, String serial) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=Example Root CA, O=Example"),
                    new BigInteger(serial, 16),
                    Date.from(FROM),
                    Date.from(FROM.plus(Duration.ofDays(ca ? 3650 : 90))),
                    new X500Name(subject),
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(ca ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
            if (!ca) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                    new GeneralName(GeneralName.dNSName, "www.example.org"),
                    new GeneralName(GeneralName.iPAddress, "192.0.2.17")
                }));
            }
            return builder.build(signer(ROOT.getPrivate())).getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ContentSigner signer(PrivateKey key) throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA")
                .setProvider(Crypto.BOUNCY_CASTLE)
                .build(key);
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Crypto.BOUNCY_CASTLE);
            generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
