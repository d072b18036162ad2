package org.httpca.signer.issuer;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.signer.key.KeyType;
import org.httpca.signer.key.pkcs12.IssuingKeystore;
import org.httpca.signer.key.pkcs12.NewIssuingKey;

/**
 * A new hierarchy: a root for 20 years, whose key goes to the operator, and an issuing CA below it for 10 years, whose
 * key goes to the signer, in a file or in a token, together with a new clearance key.
 *
 * @param root what the operator keeps
 * @param issuing what the signer gets
 * @param rootCrl the root's CRL, which lasts a year; without entries
 */
public record Hierarchy(IssuingKeystore root, IssuingKeystore issuing, X509CRLHolder rootCrl) {
    private static final int CLEARANCE_KEY_OCTETS = 32;
    private static final String ISSUING_CA = " Issuing CA";
    private static final int MAX_NAME = 64 - ISSUING_CA.length();

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
        X500Name issuing = issuing(organisation);
        RootAuthority root =
                RootAuthority.create(Issuer.ROOT, organisation + " Root CA", publicUrl, keyType, clock, random);
        X509CertificateHolder certificate = root.certify(issuing, issuingKey.publicKey(), NameConstraint.NONE);
        return new Hierarchy(
                root.keystore(),
                issuingKey.keystore(List.of(certificate, root.certificate()), clearanceKey(random)),
                root.crl(new CrlEntries()));
    }

    /** What its issuing CA is called. */
    public static X500Name issuing(String organisation) {
        if (organisation.isBlank() || organisation.length() > MAX_NAME) {
            throw new IllegalArgumentException("The CA's name must have 1 to " + MAX_NAME + " characters");
        }
        return RootAuthority.subject(organisation + ISSUING_CA);
    }

    /** A new one. */
    public static SecretKey clearanceKey(SecureRandom random) {
        byte[] octets = new byte[CLEARANCE_KEY_OCTETS];
        random.nextBytes(octets);
        return new SecretKeySpec(octets, "HmacSHA256");
    }
}
