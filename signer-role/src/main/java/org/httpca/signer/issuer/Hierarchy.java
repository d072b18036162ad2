package org.httpca.signer.issuer;

import java.io.IOException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
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
import org.httpca.signer.key.pkcs12.NewIssuingKey;

/**
 * A new hierarchy: a root for 20 years, whose key goes to the operator, and an issuing CA below it for 10 years, whose
 * key goes to the signer, in a file or in a token, together with a new clearance key. Both certificates and the root's CRL pass the linter.
 *
 * @param root what the operator keeps
 * @param issuing what the signer gets
 * @param rootCrl the root's CRL, which lasts a year; without entries
 */
public record Hierarchy(IssuingKeystore root, IssuingKeystore issuing, X509CRLHolder rootCrl) {
    private static final Duration ROOT_VALIDITY = Duration.ofDays(20 * 365 + 5);
    private static final Duration ISSUING_VALIDITY = Duration.ofDays(10 * 365 + 2);
    /** How long a CRL of the root lasts: until the operator gets the root's key out again. */
    public static final Duration ROOT_CRL_VALIDITY = Duration.ofDays(365);

    private static final int CLEARANCE_KEY_OCTETS = 32;
    private static final int MAX_NAME = 64 - " Issuing CA".length();

    /**
     * @param organisation the beginning of both CAs' common names, at most 53 characters (RFC 5280's ub-common-name is 64)
     * @param publicUrl where the root's certificate and CRL will be served
     * @param keyType of both keys
     */
    public static Hierarchy create(
            String organisation, PublicUrl publicUrl, Clock clock, SecureRandom random, KeyType keyType) {
        return create(organisation, publicUrl, clock, random, keyType, NewIssuingKey.inFile(keyType.generate(random)));
    }

    /**
     * The same with an issuing key that is there already.
     *
     * @param keyType of the root's key
     */
    public static Hierarchy create(
            String organisation,
            PublicUrl publicUrl,
            Clock clock,
            SecureRandom random,
            KeyType keyType,
            NewIssuingKey issuingKey) {
        if (organisation.isBlank() || organisation.length() > MAX_NAME) {
            throw new IllegalArgumentException("The CA's name must have 1 to " + MAX_NAME + " characters");
        }
        Linter linter = Linter.standard();
        SerialNumberSource serials = new SerialNumberSource(random);
        Instant now = clock.instant();

        KeyPair rootPair = keyType.generate(random);
        IssuingKey rootKey = IssuingKeystore.newKey(rootPair);
        X509CertificateHolder rootCertificate = certificate(rootKey.sign(permitted(linter.selfSigned(new CaTemplate(
                        serials.next(),
                        name(organisation + " Root CA"),
                        publicKey(rootPair),
                        Validity.of(now, ROOT_VALIDITY),
                        rootKey.signatureAlgorithm())
                .root()))));

        X509CertificateHolder issuingCertificate = certificate(rootKey.sign(permitted(linter.certificate(
                new CaTemplate(
                                serials.next(),
                                name(organisation + " Issuing CA"),
                                issuingKey.publicKey(),
                                Validity.of(now, ISSUING_VALIDITY).within(rootCertificate),
                                rootKey.signatureAlgorithm())
                        .issuing(rootCertificate, publicUrl),
                rootCertificate))));

        return new Hierarchy(
                IssuingKeystore.of(rootPair.getPrivate(), List.of(rootCertificate), null),
                issuingKey.keystore(List.of(issuingCertificate, rootCertificate), clearanceKey(random)),
                crl(rootKey, rootCertificate, now));
    }

    /**
     * A new CRL of a root, without entries.
     *
     * @param key the root's
     * @param root the root's certificate
     */
    public static X509CRLHolder crl(IssuingKey key, X509CertificateHolder root, Instant now) {
        LongOctets tbs = new CrlTemplate(
                        root,
                        key.signatureAlgorithm(),
                        now.toEpochMilli(),
                        now,
                        now.plus(ROOT_CRL_VALIDITY),
                        new CrlEntries())
                .toBeSigned();
        try {
            return new X509CRLHolder(
                    key.sign(permitted(Linter.standard().crl(tbs, root))).toArray());
        } catch (IOException e) {
            throw new IllegalStateException("The root's new CRL cannot be read", e);
        }
    }

    private static SecretKey clearanceKey(SecureRandom random) {
        byte[] octets = new byte[CLEARANCE_KEY_OCTETS];
        random.nextBytes(octets);
        return new SecretKeySpec(octets, "HmacSHA256");
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static SubjectPublicKeyInfo publicKey(KeyPair pair) {
        return SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
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
