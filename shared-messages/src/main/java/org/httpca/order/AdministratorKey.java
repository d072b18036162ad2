package org.httpca.order;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.httpca.pki.Crypto;
import org.httpca.pki.KeyFile;
import org.httpca.pki.Pem;
import org.httpca.pki.SigningKey;
import org.httpca.pki.pkcs11.NewTokenKey;
import org.httpca.pki.pkcs11.Token;
import org.jspecify.annotations.Nullable;

/**
 * An administrator's own signing key (P-256). Only its public half is known to the signer, by its configuration. The
 * certificate around it is there because PKCS#12 and the platform's way to tokens want one: nobody verifies it.
 */
public final class AdministratorKey {

    private static final int MAX_NAME = 64;
    /** RFC 7518, section 3.4: R and S of 32 octets each. */
    private static final int ES256_OCTETS = 64;

    private static final Duration LIFE = Duration.ofDays(20 * 365L);
    private static final ECGenParameterSpec P256 = new ECGenParameterSpec("secp256r1");

    private final String name;
    private final X509Certificate certificate;
    private final SigningKey key;
    /** Null where the key is in a token. */
    private final KeyFile.@Nullable Entry entry;

    private AdministratorKey(X509Certificate certificate, SigningKey key, KeyFile.@Nullable Entry entry) {
        if (!(certificate.getPublicKey() instanceof ECPublicKey ec)
                || ec.getParams().getCurve().getField().getFieldSize() != 256) {
            throw new IllegalArgumentException("an administrator's key is a P-256 key");
        }
        this.name = name(certificate);
        this.certificate = certificate;
        this.key = key;
        this.entry = entry;
    }

    private AdministratorKey(KeyFile.Entry entry) {
        this(entry.certificate(), SigningKey.of(entry.key(), Crypto.BOUNCY_CASTLE), entry);
    }

    /** May an administrator be called this? Letters, digits, {@code . _ @ -}: it becomes a file's name, too. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_NAME
                && name.charAt(0) != '.'
                && name.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || ".-_@".indexOf(c) >= 0));
    }

    public static AdministratorKey create(String name, Clock clock, SecureRandom random) {
        mustBeName(name);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Crypto.BOUNCY_CASTLE);
            generator.initialize(P256, random);
            KeyPair pair = generator.generateKeyPair();
            X509Certificate certificate = certificate(
                    name, pair.getPublic(), SigningKey.of(pair.getPrivate(), Crypto.BOUNCY_CASTLE), clock, random);
            return new AdministratorKey(new KeyFile.Entry(pair.getPrivate(), List.of(certificate)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key could not be made", e);
        }
    }

    /**
     * A new key that the token makes and keeps; its label is the administrator's name.
     *
     * @throws org.httpca.pki.pkcs11.TokenException if the token does not make it
     */
    public static AdministratorKey create(String name, Token token, Clock clock, SecureRandom random) {
        mustBeName(name);
        NewTokenKey made = token.generate(name, "EC", P256);
        made.certify(certificate(name, made.publicKey(), made.signingKey(), clock, random));
        return inToken(token, name);
    }

    /** @throws java.io.UncheckedIOException if the file cannot be read or the passphrase is wrong */
    public static AdministratorKey load(Path pkcs12, char[] passphrase) {
        return new AdministratorKey(KeyFile.load(pkcs12, passphrase));
    }

    /**
     * A key that is in a token.
     *
     * @throws org.httpca.pki.pkcs11.TokenException if the token has no such key
     * @throws IllegalArgumentException if it is not on P-256
     */
    public static AdministratorKey inToken(Token token, String label) {
        X509Certificate certificate = token.certificate(label);
        return new AdministratorKey(certificate, token.key(label, certificate.getPublicKey()), null);
    }

    /** Writes it as a PKCS#12 file that only its owner can read. One in a token cannot be written. */
    public void save(Path pkcs12, char[] passphrase) {
        if (entry == null) {
            throw new IllegalStateException("the key of " + name + " is in a token and stays there");
        }
        KeyFile.save(pkcs12, passphrase, entry);
    }

    public String name() {
        return name;
    }

    /** The SubjectPublicKeyInfo as PEM: what the signer's configuration gets. */
    public String publicKeyPem() {
        return Pem.encode("PUBLIC KEY", certificate.getPublicKey().getEncoded());
    }

    /**
     * Signs an order of this administrator.
     *
     * @return a compact JWS, ES256, {@code kid} is the administrator's name
     */
    public String sign(Order order) {
        if (!order.administrator().equals(name)) {
            throw new IllegalArgumentException("the order is another administrator's");
        }
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(OrderJws.TYP))
                .keyID(name)
                .build();
        String signed = header.toBase64URL() + "." + Base64URL.encode(OrderJws.write(order));
        try {
            byte[] der = key.sign("SHA256withECDSA", signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + Base64URL.encode(ECDSA.transcodeSignatureToConcat(der, ES256_OCTETS));
        } catch (JOSEException e) {
            throw new IllegalStateException("the order could not be signed", e);
        }
    }

    private static void mustBeName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("an administrator's name has letters, digits and . _ @ -");
        }
    }

    private static String name(X509Certificate certificate) {
        RDN[] names = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
                .getRDNs(BCStyle.CN);
        if (names.length != 1) {
            throw new IllegalArgumentException("the key's certificate does not say whose it is");
        }
        return names[0].getFirst().getValue().toString();
    }

    private static X509Certificate certificate(
            String name, PublicKey publicKey, SigningKey key, Clock clock, SecureRandom random) {
        X500Name subject = new X500NameBuilder().addRDN(BCStyle.CN, name).build();
        Instant now = clock.instant();
        var builder = new X509v3CertificateBuilder(
                subject,
                new BigInteger(159, random).setBit(158),
                Date.from(now),
                Date.from(now.plus(LIFE)),
                subject,
                SubjectPublicKeyInfo.getInstance(publicKey.getEncoded()));
        try {
            return new JcaX509CertificateConverter().getCertificate(builder.build(new EcdsaContentSigner(key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate could not be made", e);
        }
    }
}
