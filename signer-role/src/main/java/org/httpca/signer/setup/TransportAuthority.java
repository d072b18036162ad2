package org.httpca.signer.setup;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.httpca.pki.Crypto;
import org.httpca.pki.Identifier;
import org.httpca.pki.KeyFile;
import org.httpca.signer.key.KeyType;

/** The CA of the TLS connections to the broker, and of nothing else: whoever may connect may still not say anything. */
final class TransportAuthority {

    private static final Duration LIFE = Duration.ofDays(20 * 365L);
    private static final Duration MEMBER_LIFE = Duration.ofDays(5 * 365L);

    private final KeyFile.Entry entry;
    private final Clock clock;
    private final SecureRandom random;

    private TransportAuthority(KeyFile.Entry entry, Clock clock, SecureRandom random) {
        this.entry = entry;
        this.clock = clock;
        this.random = random;
    }

    static TransportAuthority create(String installation, Clock clock, SecureRandom random) {
        KeyPair pair = KeyType.P256.generate(random);
        X500Name name = new X500Name("CN=HttpCA transport CA " + installation);
        try {
            var builder = builder(name, name, pair, LIFE, clock.instant(), random);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            X509Certificate certificate = sign(builder, pair);
            return new TransportAuthority(new KeyFile.Entry(pair.getPrivate(), List.of(certificate)), clock, random);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of what {@link #entry} gave. */
    static TransportAuthority of(KeyFile.Entry entry, Clock clock, SecureRandom random) {
        return new TransportAuthority(entry, clock, random);
    }

    KeyFile.Entry entry() {
        return entry;
    }

    X509Certificate certificate() {
        return entry.certificate();
    }

    /** The broker's own certificate for its host name or address. */
    KeyFile.Entry server(Identifier host) {
        return member(host.value(), new GeneralNames(host.toGeneralName()), KeyPurposeId.id_kp_serverAuth);
    }

    /** A client's certificate: its common name is the broker's user (SASL EXTERNAL). */
    KeyFile.Entry client(String user) {
        return member(
                user,
                new GeneralNames(Identifier.dns(user).orElseThrow().toGeneralName()),
                KeyPurposeId.id_kp_clientAuth);
    }

    private KeyFile.Entry member(String commonName, GeneralNames names, KeyPurposeId purpose) {
        KeyPair pair = KeyType.P256.generate(random);
        X500Name issuer =
                X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded());
        try {
            var builder = builder(issuer, new X500Name("CN=" + commonName), pair, MEMBER_LIFE, clock.instant(), random);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            builder.addExtension(Extension.subjectAlternativeName, false, names);
            X509Certificate certificate =
                    sign(builder, new KeyPair(certificate().getPublicKey(), entry.key()));
            return new KeyFile.Entry(pair.getPrivate(), List.of(certificate, certificate()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, KeyPair pair, Duration life, Instant now, SecureRandom random) {
        Instant from = now.minus(Duration.ofMinutes(5)); // clocks of two machines differ a little
        BigInteger serial = new BigInteger(159, random).setBit(158);
        try {
            return new JcaX509v3CertificateBuilder(
                            issuer, serial, Date.from(from), Date.from(from.plus(life)), subject, pair.getPublic())
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        } catch (CertIOException | GeneralSecurityException e) {
            throw new IllegalStateException("the certificate could not be made", e);
        }
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair signer) {
        try {
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(signer.getPublic()));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setProvider(Crypto.BOUNCY_CASTLE)
                            .build(signer.getPrivate())));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("the certificate could not be made", e);
        }
    }
}
