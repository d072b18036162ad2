package org.httpca.signer.key.pkcs12;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.Crypto;
import org.httpca.pki.SigningKey;
import org.httpca.signer.key.CaRequest;
import org.httpca.signer.key.IssuingKey;
import org.httpca.signer.key.PermittedKey;
import org.httpca.signer.key.SignatureScheme;
import org.jspecify.annotations.Nullable;

/**
 * An encrypted PKCS#12 file with one issuer's private key and chain (alias {@code issuing}) and, in the signer's, the
 * clearance key (alias {@code clearance}): a MAC key that no other file holds, so that whoever can write to the database
 * can clear nothing. Where the private key is in a token, the file has the chain's certificates instead ({@code issuing},
 * {@code issuing-1} and so on, the root last).
 *
 * <p>Encrypted with PBES2 and AES-256 (RFC 8018), its integrity protected with HMAC-SHA-256: the defaults of JDK 17's
 * {@code PKCS12} keystore, asked for by name here.
 */
public final class IssuingKeystore {
    private static final String ISSUING = "issuing";
    private static final String CLEARANCE = "clearance";
    private static final String PROTECTION = "PBEWithHmacSHA256AndAES_256";
    private static final long MAX_BYTES = 256 * 1024;

    private static final int LONGEST_CHAIN = 8;

    private final byte @Nullable [] pkcs8;
    private final List<X509CertificateHolder> chain;
    private final @Nullable SecretKey clearanceKey;

    private IssuingKeystore(
            byte @Nullable [] pkcs8, List<X509CertificateHolder> chain, @Nullable SecretKey clearanceKey) {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("An issuing key needs its certificate");
        }
        this.pkcs8 = pkcs8;
        this.chain = List.copyOf(chain);
        this.clearanceKey = clearanceKey;
    }

    /**
     * What a new keystore is to hold.
     *
     * @param chain the issuer's certificate first, the root last
     */
    public static IssuingKeystore of(
            PrivateKey key, List<X509CertificateHolder> chain, @Nullable SecretKey clearanceKey) {
        return new IssuingKeystore(ShroudedKey.shortest(key).getEncoded(), chain, clearanceKey);
    }

    /** What the file holds where the key itself is in a token. */
    public static IssuingKeystore withoutKey(List<X509CertificateHolder> chain, @Nullable SecretKey clearanceKey) {
        return new IssuingKeystore(null, chain, clearanceKey);
    }

    /** A key that has no certificate yet: how a root comes to its own signature. */
    public static IssuingKey newKey(KeyPair pair) {
        return key(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()),
                pair.getPrivate().getEncoded());
    }

    /**
     * @throws IOException when the file is missing, too large, damaged, opened with a wrong passphrase, or holds no
     *     issuing key
     */
    public static IssuingKeystore load(Path file, char[] passphrase) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("The keystore " + file + " is larger than " + MAX_BYTES + " bytes");
        }
        try {
            byte[] octets = Files.readAllBytes(file);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(octets), passphrase);
            KeyStore.PasswordProtection protection = new KeyStore.PasswordProtection(passphrase);
            byte[] pkcs8 = null;
            List<X509CertificateHolder> chain = new ArrayList<>();
            if (store.isCertificateEntry(ISSUING)) {
                for (int i = 0; i < LONGEST_CHAIN && store.isCertificateEntry(alias(i)); i++) {
                    chain.add(new X509CertificateHolder(
                            store.getCertificate(alias(i)).getEncoded()));
                }
            } else if (store.getCertificateChain(ISSUING) != null) {
                for (Certificate certificate : store.getCertificateChain(ISSUING)) {
                    chain.add(new X509CertificateHolder(certificate.getEncoded()));
                }
                pkcs8 = ShroudedKey.pkcs8(octets, ISSUING, passphrase);
            } else {
                throw new IOException("The keystore " + file + " holds no private key '" + ISSUING + "'");
            }
            SecretKey clearance = store.getEntry(CLEARANCE, protection) instanceof KeyStore.SecretKeyEntry entry
                    ? new SecretKeySpec(entry.getSecretKey().getEncoded(), "HmacSHA256")
                    : null;
            return new IssuingKeystore(pkcs8, chain, clearance);
        } catch (GeneralSecurityException e) {
            throw new IOException("The keystore " + file + " cannot be read", e);
        }
    }

    /** Whether a file holds what this class writes. */
    public static boolean isOne(KeyStore store) throws KeyStoreException {
        return store.containsAlias(ISSUING);
    }

    /** The encrypted file's octets; the caller writes them where only the signer's user can read. */
    public byte[] toPkcs12(char[] passphrase) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            // a key and its certificate must say the same name of their algorithm, and providers differ in ML-DSA's
            CertificateFactory certificates = CertificateFactory.getInstance("X.509", Crypto.BOUNCY_CASTLE);
            List<Certificate> parsed = new ArrayList<>();
            for (X509CertificateHolder holder : chain) {
                parsed.add(certificates.generateCertificate(new ByteArrayInputStream(holder.getEncoded())));
            }
            KeyStore.PasswordProtection protection = new KeyStore.PasswordProtection(passphrase, PROTECTION, null);
            if (pkcs8 == null) {
                for (int i = 0; i < parsed.size(); i++) {
                    store.setCertificateEntry(alias(i), parsed.get(i));
                }
            } else {
                PrivateKey key = KeyFactory.getInstance(scheme().keyAlgorithm(), Crypto.BOUNCY_CASTLE)
                        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
                store.setEntry(
                        ISSUING,
                        new KeyStore.PrivateKeyEntry(ShroudedKey.shortest(key), parsed.toArray(Certificate[]::new)),
                        protection);
            }
            if (clearanceKey != null) {
                store.setEntry(CLEARANCE, new KeyStore.SecretKeyEntry(clearanceKey), protection);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, passphrase);
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The keystore cannot be written", e);
        }
    }

    /** Is the private key in this file, or else in a token? */
    public boolean holdsKey() {
        return pkcs8 != null;
    }

    /** The private key of this file. */
    public IssuingKey key() {
        if (pkcs8 == null) {
            throw new IllegalStateException("The issuing key is in no file");
        }
        return key(certificate().getSubjectPublicKeyInfo(), pkcs8);
    }

    /**
     * Asks another's root for a certificate of the private key of this file.
     *
     * @return DER of a CertificationRequest (RFC 2986)
     */
    public byte[] request() {
        if (pkcs8 == null) {
            throw new IllegalStateException("The issuing key is in no file");
        }
        return request(certificate().getSubject(), certificate().getSubjectPublicKeyInfo(), pkcs8);
    }

    static byte[] request(X500Name subject, SubjectPublicKeyInfo publicKey, byte[] pkcs8) {
        return CaRequest.of(
                subject,
                publicKey,
                signingKey(publicKey, pkcs8),
                SignatureScheme.of(publicKey).signatureName());
    }

    /**
     * The same key, in the file or in the token, with other certificates.
     *
     * @param certified the issuer's certificate first, the root last
     * @throws IllegalArgumentException if its certificate is of another key
     */
    public IssuingKeystore certified(List<X509CertificateHolder> certified) {
        if (!certified.get(0).getSubjectPublicKeyInfo().equals(certificate().getSubjectPublicKeyInfo())) {
            throw new IllegalArgumentException("the certificate is of another key than this issuer's");
        }
        return new IssuingKeystore(pkcs8, certified, clearanceKey);
    }

    /** The issuer's certificate. */
    public X509CertificateHolder certificate() {
        return chain.get(0);
    }

    /** The certificates above the issuer's own, the root last; empty for a root. */
    public List<X509CertificateHolder> above() {
        return chain.subList(1, chain.size());
    }

    /** The clearance key, or null in the keystore of a root. */
    public @Nullable SecretKey clearanceKey() {
        return clearanceKey;
    }

    private static String alias(int place) {
        return place == 0 ? ISSUING : ISSUING + "-" + place;
    }

    private SignatureScheme scheme() {
        return SignatureScheme.of(certificate().getSubjectPublicKeyInfo());
    }

    private static IssuingKey key(SubjectPublicKeyInfo publicKey, byte[] pkcs8) {
        return new PermittedKey(
                publicKey,
                signingKey(publicKey, pkcs8),
                SignatureScheme.of(publicKey).signatureName());
    }

    private static SigningKey signingKey(SubjectPublicKeyInfo publicKey, byte[] pkcs8) {
        try {
            SignatureScheme scheme = SignatureScheme.of(publicKey);
            // the keystore gives the default provider's object: the signing provider's own is several times faster
            PrivateKey key = KeyFactory.getInstance(scheme.keyAlgorithm(), scheme.provider())
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return SigningKey.of(key, scheme.provider());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The issuing key cannot be used", e);
        }
    }

    @Override
    public String toString() {
        return "IssuingKeystore[" + certificate().getSubject() + "]";
    }
}
