package org.httpca.signer.key.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jcajce.interfaces.MLDSAPrivateKey;
import org.httpca.pki.Crypto;
import org.httpca.pki.VerificationKey;
import org.httpca.signer.bed.Hierarchies;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.issuer.CrlEntries;
import org.httpca.signer.issuer.Hierarchy;
import org.httpca.signer.issuer.RootAuthority;
import org.httpca.signer.key.KeyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The three encodings of a private key (RFC 9881, section 6): the seed is written, and each is read. */
class MlDsaKeystoreTest {
    private static final char[] PASSPHRASE = "correct horse".toCharArray();

    private static final Instant NOW = SigningBed.START;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"ML_DSA_44", "ML_DSA_65", "ML_DSA_87"})
    void theSeedAloneIsWritten(KeyType type) throws Exception {
        byte[] file = Hierarchies.of(type).issuing().toPkcs12(PASSPHRASE);
        PrivateKeyInfo key = PrivateKeyInfo.getInstance(ShroudedKey.pkcs8(file, "issuing", PASSPHRASE));
        // [0] IMPLICIT OCTET STRING (SIZE (32))
        ASN1TaggedObject seed = ASN1TaggedObject.getInstance(key.parsePrivateKey());
        assertThat(seed.getTagNo()).isZero();
        assertThat(ASN1OctetString.getInstance(seed, false).getOctets()).hasSize(32);

        Path again = Files.write(folder.resolve("again.p12"), file);
        byte[] second = IssuingKeystore.load(again, PASSPHRASE).toPkcs12(PASSPHRASE);
        assertThat(ShroudedKey.pkcs8(second, "issuing", PASSPHRASE)).isEqualTo(key.getEncoded());
    }

    private enum Encoding {
        SEED {
            @Override
            PrivateKey of(PrivateKey key) {
                return ((MLDSAPrivateKey) key).getPrivateKey(true);
            }
        },
        EXPANDED {
            @Override
            PrivateKey of(PrivateKey key) throws Exception {
                PrivateKeyInfo both = PrivateKeyInfo.getInstance(key.getEncoded());
                ASN1Sequence sequence = ASN1Sequence.getInstance(both.parsePrivateKey());
                PrivateKeyInfo expanded = new PrivateKeyInfo(both.getPrivateKeyAlgorithm(), sequence.getObjectAt(1));
                return KeyFactory.getInstance("ML-DSA", Crypto.BOUNCY_CASTLE)
                        .generatePrivate(new PKCS8EncodedKeySpec(expanded.getEncoded()));
            }
        },
        BOTH {
            @Override
            PrivateKey of(PrivateKey key) {
                return key;
            }
        };

        abstract PrivateKey of(PrivateKey key) throws Exception;
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void eachEncodingIsRead(Encoding encoding) throws Exception {
        KeyPair pair = KeyType.ML_DSA_65.generate(new SecureRandom());
        X509CertificateHolder certificate = certificate(pair);
        PrivateKey key = encoding.of(pair.getPrivate());
        assertThat(PrivateKeyInfo.getInstance(key.getEncoded()).parsePrivateKey())
                .isInstanceOf(
                        switch (encoding) {
                            case SEED -> ASN1TaggedObject.class;
                            case EXPANDED -> ASN1OctetString.class;
                            case BOTH -> ASN1Sequence.class;
                        });

        IssuingKeystore loaded = IssuingKeystore.load(stored(key, certificate), PASSPHRASE);
        var crl = crl(loaded).toASN1Structure();
        assertThat(VerificationKey.of(certificate.getSubjectPublicKeyInfo())
                        .holds(
                                crl.getSignatureAlgorithm(),
                                crl.getTBSCertList().getEncoded("DER"),
                                crl.getSignature().getOctets()))
                .isTrue();
    }

    /** What was written down before a crash becomes the same after it. */
    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"ML_DSA_44", "ML_DSA_65", "ML_DSA_87"})
    void theSignatureIsTheSameEachTime(KeyType type) throws Exception {
        IssuingKeystore keystore = Hierarchies.of(type).root();
        assertThat(crl(keystore)).isEqualTo(crl(keystore));
    }

    private static X509CRLHolder crl(IssuingKeystore keystore) {
        return new RootAuthority(
                        "root", keystore, Hierarchies.URL, Clock.fixed(NOW, ZoneOffset.UTC), new SecureRandom())
                .crl(new CrlEntries());
    }

    @Test
    void aWrongPassphraseAndAnotherAliasGiveNoKey() {
        byte[] file = Hierarchies.of(KeyType.ML_DSA_44).issuing().toPkcs12(PASSPHRASE);
        assertThatThrownBy(() -> ShroudedKey.pkcs8(file, "issuing", "wrong".toCharArray()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be decrypted");
        assertThatThrownBy(() -> ShroudedKey.pkcs8(file, "another", PASSPHRASE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("There is no key 'another'");
        assertThatThrownBy(() -> ShroudedKey.pkcs8(new byte[] {0x30, 0}, "issuing", PASSPHRASE))
                .isInstanceOf(IOException.class);
    }

    private static X509CertificateHolder certificate(KeyPair pair) {
        NewIssuingKey key = NewIssuingKey.inFile(pair);
        return Hierarchy.create(
                        "Example",
                        Hierarchies.URL,
                        Clock.fixed(NOW.minus(Duration.ofDays(1)), ZoneOffset.UTC),
                        new SecureRandom(),
                        KeyType.P256,
                        key)
                .issuing()
                .certificate();
    }

    /** As somebody else's program could have written it. */
    private Path stored(PrivateKey key, X509CertificateHolder certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Certificate parsed = CertificateFactory.getInstance("X.509", Crypto.BOUNCY_CASTLE)
                .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
        store.setKeyEntry("issuing", key, PASSPHRASE, List.of(parsed).toArray(Certificate[]::new));
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        store.store(octets, PASSPHRASE);
        return Files.write(folder.resolve("stored.p12"), octets.toByteArray());
    }
}
