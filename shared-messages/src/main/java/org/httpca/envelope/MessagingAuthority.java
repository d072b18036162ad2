package org.httpca.envelope;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.httpca.message.Role;
import org.httpca.pki.Crypto;
import org.httpca.pki.KeyFile;
import org.jspecify.annotations.Nullable;

/**
 * The messaging CA: it gives instances their identities and is used for nothing else. Its key stays with the operator, outside
 * the running system.
 */
public final class MessagingAuthority {

    private static final Duration LIFE = Duration.ofDays(20 * 365L);

    private final String installation;
    private final KeyFile.Entry entry;
    private final Clock clock;
    private final SecureRandom random;

    private MessagingAuthority(String installation, KeyFile.Entry entry, Clock clock, SecureRandom random) {
        this.installation = installation;
        this.entry = entry;
        this.clock = clock;
        this.random = random;
    }

    /** @param installation 1 to 64 lower-case letters, digits and hyphens */
    public static MessagingAuthority create(String installation, Clock clock, SecureRandom random) {
        if (!IdentityUri.isName(installation)) {
            throw new IllegalArgumentException("an installation's name has lower-case letters, digits and hyphens");
        }
        KeyPair pair = newKeyPair(random);
        X500Name name = new X500Name("CN=HttpCA messaging CA " + installation);
        X509v3CertificateBuilder builder = builder(name, name, pair.getPublic(), LIFE, clock, random);
        X509Certificate certificate =
                sign(builder, pair, new BasicConstraints(0), KeyUsage.keyCertSign | KeyUsage.cRLSign);
        return new MessagingAuthority(
                installation, new KeyFile.Entry(pair.getPrivate(), List.of(certificate)), clock, random);
    }

    /** Reads it from the PKCS#12 that {@link #save} wrote. */
    public static MessagingAuthority load(Path pkcs12, char[] passphrase, Clock clock, SecureRandom random) {
        KeyFile.Entry entry = KeyFile.load(pkcs12, passphrase);
        String subject =
                new X500Name(entry.certificate().getSubjectX500Principal().getName()).toString();
        String installation = subject.substring(subject.lastIndexOf(' ') + 1);
        return new MessagingAuthority(installation, entry, clock, random);
    }

    public void save(Path pkcs12, char[] passphrase) {
        KeyFile.save(pkcs12, passphrase, entry);
    }

    public String installation() {
        return installation;
    }

    /** What every instance trusts for messages. */
    public X509Certificate certificate() {
        return entry.certificate();
    }

    /** A new key and certificate for one instance. */
    public Identity issue(Role role, String instance, Duration validity) {
        KeyPair pair = newKeyPair(random);
        X509Certificate certificate = certify(role, instance, pair.getPublic(), validity);
        return new Identity(new KeyFile.Entry(pair.getPrivate(), List.of(certificate, entry.certificate())));
    }

    /** A certificate for an instance that made its key itself. */
    public X509Certificate certify(Role role, String instance, PublicKey key, Duration validity) {
        if (!IdentityUri.isName(instance)) {
            throw new IllegalArgumentException("an instance's name has lower-case letters, digits and hyphens");
        }
        X500Name subject = new X500Name("CN=" + role.wireName() + " " + instance);
        X509v3CertificateBuilder builder = builder(name(), subject, key, validity, clock, random);
        String uri = new IdentityUri(installation, role, instance).toString();
        try {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
        return sign(
                builder,
                new KeyPair(entry.certificate().getPublicKey(), entry.key()),
                new BasicConstraints(false),
                KeyUsage.digitalSignature);
    }

    private X500Name name() {
        return X500Name.getInstance(
                entry.certificate().getSubjectX500Principal().getEncoded());
    }

    /**
     * The CRL with these revoked, PEM: what each instance reads beside this CA's certificate. It counts until there is one with
     * a higher number, so its nextUpdate (RFC 5280, section 5.1.2.5) is the end of the CA.
     *
     * @param before the list that it follows; null for the first
     * @param revoked when each was revoked, by serial number; all of them, not the new ones alone
     */
    public String revocationList(@Nullable RevocationList before, Map<BigInteger, Instant> revoked) {
        Instant now = clock.instant();
        BigInteger number = BigInteger.valueOf(clock.millis()); // also grows when the list before was lost
        if (before != null) {
            number = number.max(before.number().add(BigInteger.ONE));
        }
        X509v2CRLBuilder builder = new X509v2CRLBuilder(name(), Date.from(now));
        builder.setNextUpdate(entry.certificate().getNotAfter());
        new TreeMap<>(revoked)
                .forEach((serial, at) -> builder.addCRLEntry(serial, Date.from(at), CRLReason.unspecified));
        try {
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate()));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
            return RevocationList.pem(builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setProvider(Crypto.BOUNCY_CASTLE)
                            .build(entry.key()))
                    .getEncoded());
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("the list could not be made", e);
        }
    }

    /**
     * The list in a file that this CA made before.
     *
     * @throws IllegalArgumentException if it did not
     */
    public RevocationList readRevocationList(String pem) {
        try {
            return RevocationList.parse(RevocationList.octets(pem)).stream()
                    .filter(crl -> RevocationList.isBy(crl, certificate()))
                    .findFirst()
                    .map(RevocationList::of)
                    .orElseThrow(() -> new IllegalArgumentException("this messaging CA has no list there"));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("it holds no CRL in PEM", e);
        }
    }

    private static KeyPair newKeyPair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Crypto.BOUNCY_CASTLE);
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Bouncy Castle has P-256", e);
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Duration life, Clock clock, SecureRandom random) {
        Instant from = clock.instant().minus(Duration.ofMinutes(5)); // clocks of two machines differ a little
        BigInteger serial = new BigInteger(159, random).setBit(158);
        try {
            return new JcaX509v3CertificateBuilder(
                            issuer, serial, Date.from(from), Date.from(from.plus(life)), subject, key)
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
        } catch (CertIOException | GeneralSecurityException e) {
            throw new IllegalStateException("the certificate could not be made", e);
        }
    }

    private static X509Certificate sign(
            X509v3CertificateBuilder builder, KeyPair signer, BasicConstraints constraints, int keyUsage) {
        try {
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(signer.getPublic()));
            builder.addExtension(Extension.basicConstraints, true, constraints);
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setProvider(Crypto.BOUNCY_CASTLE)
                            .build(signer.getPrivate())));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("the certificate could not be made", e);
        }
    }
}
