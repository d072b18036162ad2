package org.httpca.worker;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.httpca.pki.Crypto;
import org.httpca.pki.Octets;

/** Certificates and CRLs of no real issuer. */
public final class TestCertificates {
    private static final X500Name ISSUER = new X500Name("CN=Test Issuing CA");
    public static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    public static final Instant TO = Instant.parse("2027-01-01T00:00:00Z");

    private TestCertificates() {}

    public static Octets certificate(long serial) {
        try {
            KeyPair keys = keys();
            return Octets.of(new JcaX509v3CertificateBuilder(
                            ISSUER,
                            BigInteger.valueOf(serial),
                            Date.from(FROM),
                            Date.from(TO),
                            new X500Name("CN=a.example"),
                            keys.getPublic())
                    .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                        new GeneralName(GeneralName.dNSName, "a.example"),
                        new GeneralName(GeneralName.iPAddress, "192.0.2.7"),
                        new GeneralName(GeneralName.iPAddress, "2001:db8::1")
                    }))
                    .build(signer(keys))
                    .getEncoded());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static Octets crl() {
        return crl(FROM, Map.of());
    }

    /** @param entries the reasons' numbers (RFC 5280, section 5.3.1) by the serials; all revoked at the beginning */
    public static Octets crl(Instant thisUpdate, Map<String, Integer> entries) {
        try {
            X509v2CRLBuilder crl = new X509v2CRLBuilder(ISSUER, Date.from(thisUpdate));
            entries.forEach((serial, reason) -> crl.addCRLEntry(new BigInteger(serial, 16), Date.from(FROM), reason));
            return Octets.of(
                    crl.setNextUpdate(Date.from(TO)).build(signer(keys())).getEncoded());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Crypto.BOUNCY_CASTLE);
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static ContentSigner signer(KeyPair keys) throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA")
                .setProvider(Crypto.BOUNCY_CASTLE)
                .build(keys.getPrivate());
    }
}
