package org.httpca.signer.issuer;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.lint.LintOutcome;
import org.httpca.lint.Linter;
import org.httpca.pki.LongOctets;
import org.httpca.signer.key.IssuingKey;
import org.httpca.signer.key.KeyType;
import org.httpca.signer.key.pkcs12.IssuingKeystore;

/**
 * A root whose key is at hand, which is where the operator is. It certifies issuing CAs and other roots, and signs its CRL; all of it
 * passes the linter.
 */
public final class RootAuthority {
    private static final Duration VALIDITY = Duration.ofDays(20 * 365 + 5);
    private static final Duration ISSUING_VALIDITY = Duration.ofDays(10 * 365 + 2);
    /** How long its CRL lasts: until the operator gets the root's key out again. */
    public static final Duration CRL_VALIDITY = Duration.ofDays(365);

    private static final int UB_COMMON_NAME = 64;

    private final Linter linter = Linter.standard();
    private final String name;
    private final IssuingKeystore keystore;
    private final PublicUrl publicUrl;
    private final Clock clock;
    private final SerialNumberSource serials;

    /**
     * One that was made before.
     *
     * @param name its short name, which stands in the addresses of its certificate and CRL
     * @param keystore its key and its own certificate
     * @param publicUrl where both are served
     */
    public RootAuthority(String name, IssuingKeystore keystore, PublicUrl publicUrl, Clock clock, SecureRandom random) {
        this.name = name;
        this.keystore = keystore;
        this.publicUrl = publicUrl;
        this.clock = clock;
        this.serials = new SerialNumberSource(random);
    }

    /** A new one, for twenty years. @param commonName of its subject, 1 to 64 characters */
    public static RootAuthority create(
            String name, String commonName, PublicUrl publicUrl, KeyType keyType, Clock clock, SecureRandom random) {
        X500Name subject = subject(commonName);
        KeyPair pair = keyType.generate(random);
        IssuingKey key = IssuingKeystore.newKey(pair);
        byte[] tbs = new CaTemplate(
                        new SerialNumberSource(random).next(),
                        subject,
                        SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()),
                        Validity.of(clock.instant(), VALIDITY),
                        key.signatureAlgorithm())
                .root();
        X509CertificateHolder certificate =
                certificate(key.sign(permitted(Linter.standard().selfSigned(tbs))));
        return new RootAuthority(
                name, IssuingKeystore.of(pair.getPrivate(), List.of(certificate), null), publicUrl, clock, random);
    }

    /** The name of a CA: a common name alone. */
    public static X500Name subject(String commonName) {
        if (commonName.isBlank() || commonName.length() > UB_COMMON_NAME) {
            throw new IllegalArgumentException("A CA's common name has 1 to " + UB_COMMON_NAME
                    + " characters (RFC 5280, appendix A.1: ub-common-name)");
        }
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    public String name() {
        return name;
    }

    public IssuingKeystore keystore() {
        return keystore;
    }

    public X509CertificateHolder certificate() {
        return keystore.certificate();
    }

    /** For ten years, and no longer than this root. @param constraints of the names that it may issue for */
    public X509CertificateHolder certify(X500Name subject, SubjectPublicKeyInfo key, NameConstraint constraints) {
        byte[] tbs = template(subject, key, Validity.of(clock.instant(), ISSUING_VALIDITY))
                .issuing(certificate(), name, publicUrl, constraints);
        return sign(tbs);
    }

    /**
     * A cross-certificate (RFC 5280, section 3.2): whoever trusts this root alone believes the other one, too.
     *
     * @throws IllegalArgumentException for a root that has this name or this key
     */
    public X509CertificateHolder cross(X509CertificateHolder other) {
        if (other.getSubject().equals(certificate().getSubject())
                || other.getSubjectPublicKeyInfo().equals(certificate().getSubjectPublicKeyInfo())) {
            throw new IllegalArgumentException(
                    "A root is not certified by itself: the other one has the same name or the same key");
        }
        Instant end = other.getNotAfter().toInstant();
        Validity validity = Validity.of(clock.instant(), ISSUING_VALIDITY);
        Validity within =
                new Validity(validity.notBefore(), validity.notAfter().isAfter(end) ? end : validity.notAfter());
        return sign(template(other.getSubject(), other.getSubjectPublicKeyInfo(), within)
                .crossed(certificate(), other, name, publicUrl));
    }

    /** Its next CRL, for a year. */
    public X509CRLHolder crl(CrlEntries revoked) {
        Instant now = clock.instant();
        IssuingKey key = keystore.key();
        LongOctets tbs = new CrlTemplate(
                        certificate(),
                        key.signatureAlgorithm(),
                        now.toEpochMilli(),
                        now,
                        now.plus(CRL_VALIDITY),
                        revoked)
                .toBeSigned();
        try {
            return new X509CRLHolder(
                    key.sign(permitted(linter.crl(tbs, certificate()))).toArray());
        } catch (IOException e) {
            throw new IllegalStateException("The root's new CRL cannot be read", e);
        }
    }

    private CaTemplate template(X500Name subject, SubjectPublicKeyInfo key, Validity validity) {
        BigInteger serial = serials.next();
        return new CaTemplate(
                serial,
                subject,
                key,
                validity.within(certificate()),
                keystore.key().signatureAlgorithm());
    }

    private X509CertificateHolder sign(byte[] tbs) {
        return certificate(keystore.key().sign(permitted(linter.certificate(tbs, certificate()))));
    }

    private static X509CertificateHolder certificate(byte[] der) {
        try {
            return new X509CertificateHolder(der);
        } catch (IOException e) {
            throw new IllegalStateException("A new CA certificate cannot be read", e);
        }
    }

    private static <P> P permitted(LintOutcome<P> outcome) {
        if (outcome instanceof LintOutcome.Permitted<P> permitted) {
            return permitted.permit();
        }
        throw new IllegalStateException("The linter stopped a CA's own certificate or CRL: " + outcome.findings());
    }
}
