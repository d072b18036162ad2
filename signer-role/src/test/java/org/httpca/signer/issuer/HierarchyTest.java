package org.httpca.signer.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.httpca.lint.IssuancePermit;
import org.httpca.lint.LintOutcome;
import org.httpca.lint.Linter;
import org.httpca.pki.Crypto;
import org.httpca.pki.LongOctets;
import org.httpca.signer.bed.Hierarchies;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.key.IssuingKey;
import org.httpca.signer.key.KeyType;
import org.httpca.signer.key.pkcs12.IssuingKeystore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HierarchyTest {
    private static final Instant NOW = SigningBed.START.minus(Duration.ofDays(1));
    private static final char[] PASSPHRASE = "correct horse".toCharArray();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void everyKeyTypeMakesAChainThatHolds(KeyType type) throws Exception {
        Hierarchy made = Hierarchies.of(type);
        X509CertificateHolder root = made.root().certificate();
        X509CertificateHolder issuing = made.issuing().certificate();

        assertThat(root.isSignatureValid(verifier(root))).isTrue();
        assertThat(issuing.isSignatureValid(verifier(root))).isTrue();
        assertThat(made.rootCrl().isSignatureValid(verifier(root))).isTrue();
        assertThat(issuing.getIssuer()).isEqualTo(root.getSubject());
        assertThat(made.issuing().above()).containsExactly(root);
        assertThat(made.root().above()).isEmpty();
    }

    @Test
    void theRootSaysWhatRfc5280WantsOfIt() {
        X509CertificateHolder root = Hierarchies.of(KeyType.P384).root().certificate();
        assertThat((java.util.Set<?>) root.getCriticalExtensionOIDs())
                .isEqualTo(java.util.Set.of(Extension.basicConstraints, Extension.keyUsage));
        assertThat((java.util.Set<?>) root.getNonCriticalExtensionOIDs())
                .isEqualTo(java.util.Set.of(Extension.subjectKeyIdentifier));
        assertThat(BasicConstraints.fromExtensions(root.getExtensions()).isCA()).isTrue();
        assertThat(KeyUsage.fromExtensions(root.getExtensions()))
                .isEqualTo(new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        assertThat(length(root)).isBetween(Duration.ofDays(20 * 365), Duration.ofDays(20 * 366));
    }

    @Test
    void theIssuingCaPointsToTheRootAndMayNotMakeOthers() {
        X509CertificateHolder issuing = Hierarchies.of(KeyType.P256).issuing().certificate();
        assertThat(BasicConstraints.fromExtensions(issuing.getExtensions()).getPathLenConstraintInteger())
                .hasToString("0");
        assertThat(CRLDistPoint.fromExtensions(issuing.getExtensions()).toString())
                .contains("http://ca.example:8080/ca/root/crl.crl");
        assertThat(issuing.getExtension(Extension.authorityInfoAccess)
                        .getParsedValue()
                        .toString())
                .contains(hexOf("http://ca.example:8080/ca/root/cert.cer"));
        assertThat(length(issuing)).isBetween(Duration.ofDays(10 * 365), Duration.ofDays(10 * 366));
    }

    @Test
    void theRootsCrlLastsAYearAndListsNothing() {
        Hierarchy made = Hierarchies.of(KeyType.P256);
        assertThat(made.rootCrl().getThisUpdate()).isEqualTo(NOW);
        assertThat(made.rootCrl().getNextUpdate()).isEqualTo(NOW.plus(Duration.ofDays(365)));
        assertThat(made.rootCrl().getRevokedCertificates().isEmpty()).isTrue();
        assertThat(Linter.standard().inspect(made.rootCrl(), made.root().certificate()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void keystoresComeBackFromDisk(KeyType type) throws Exception {
        Hierarchy made = Hierarchies.of(type);
        Path file = folder.resolve("ca.p12");
        Files.write(file, made.issuing().toPkcs12(PASSPHRASE));

        IssuingKeystore loaded = IssuingKeystore.load(file, PASSPHRASE);
        assertThat(loaded.certificate()).isEqualTo(made.issuing().certificate());
        assertThat(loaded.above()).isEqualTo(made.issuing().above());
        assertThat(loaded.clearanceKey()).isEqualTo(made.issuing().clearanceKey());
        assertThat(new RootAuthority("again", loaded, Hierarchies.URL, Clock.systemUTC(), new SecureRandom())
                        .crl(new CrlEntries())
                        .isSignatureValid(verifier(made.issuing().certificate())))
                .as("the key is the same")
                .isTrue();
    }

    @Test
    void theFileIsEncryptedWithAes256AndNotWithWhatIsOld() throws Exception {
        byte[] file = Hierarchies.of(KeyType.P256).issuing().toPkcs12(PASSPHRASE);
        String hex = java.util.HexFormat.of().formatHex(file);
        assertThat(hex).contains("60864801650304012a"); // 2.16.840.1.101.3.4.1.42, aes256-CBC
        assertThat(hex).doesNotContain("2a864886f70d010c01"); // 1.2.840.113549.1.12.1, PBE of PKCS#12 itself
    }

    @Test
    void aFileWithoutThePrivateKeyHasTheChainAndTheClearanceKey() throws Exception {
        IssuingKeystore whole = Hierarchies.of(KeyType.P256).issuing();
        List<X509CertificateHolder> chain =
                List.of(whole.certificate(), whole.above().get(0));
        Path file = folder.resolve("chain.p12");
        Files.write(
                file, IssuingKeystore.withoutKey(chain, whole.clearanceKey()).toPkcs12(PASSPHRASE));
        IssuingKeystore loaded = IssuingKeystore.load(file, PASSPHRASE);
        assertThat(loaded.holdsKey()).isFalse();
        assertThat(loaded.certificate()).isEqualTo(chain.get(0));
        assertThat(loaded.above()).containsExactly(chain.get(1));
        assertThat(loaded.clearanceKey()).isEqualTo(whole.clearanceKey());
        assertThatThrownBy(loaded::key).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aWrongPassphraseOpensNothing() throws Exception {
        Path file = folder.resolve("ca.p12");
        Files.write(file, Hierarchies.of(KeyType.P256).issuing().toPkcs12(PASSPHRASE));
        assertThatThrownBy(() -> IssuingKeystore.load(file, "wrong".toCharArray()))
                .isInstanceOf(java.io.IOException.class);
    }

    @Test
    void aKeySignsNothingPermittedToAnother() {
        Hierarchy mine = Hierarchies.of(KeyType.P256);
        Hierarchy other = Hierarchies.another(KeyType.P256);
        IssuingKey key = mine.issuing().key();
        LintOutcome<?> permitted = Linter.standard()
                .crl(tbsCrl(other.issuing(), key), other.issuing().certificate());
        assertThat(permitted).isInstanceOf(LintOutcome.Permitted.class);
        var permit = (org.httpca.lint.CrlPermit) ((LintOutcome.Permitted<?>) permitted).permit();
        assertThatThrownBy(() -> key.sign(permit)).isInstanceOf(IllegalArgumentException.class);

        IssuingKey root = mine.root().key();
        byte[] tbs = new CaTemplate(
                        BigInteger.TWO.pow(100),
                        new X500Name("CN=Of the other"),
                        mine.issuing().certificate().getSubjectPublicKeyInfo(),
                        Validity.of(NOW, Duration.ofDays(1)),
                        root.signatureAlgorithm())
                .issuing(other.root().certificate(), Issuer.ROOT, Hierarchies.URL, NameConstraint.NONE);
        LintOutcome<IssuancePermit> certificate =
                Linter.standard().certificate(tbs, other.root().certificate());
        assertThat(certificate).isInstanceOf(LintOutcome.Permitted.class);
        IssuancePermit others = ((LintOutcome.Permitted<IssuancePermit>) certificate).permit();
        assertThatThrownBy(() -> root.sign(others)).isInstanceOf(IllegalArgumentException.class);
    }

    private static LongOctets tbsCrl(IssuingKeystore issuer, IssuingKey key) {
        return new CrlTemplate(
                        issuer.certificate(), key.signatureAlgorithm(), 1, NOW, NOW.plusSeconds(3600), new CrlEntries())
                .toBeSigned();
    }

    private static Duration length(X509CertificateHolder certificate) {
        return Duration.between(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    private static String hexOf(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    static org.bouncycastle.operator.ContentVerifierProvider verifier(X509CertificateHolder holder) throws Exception {
        return new JcaContentVerifierProviderBuilder()
                .setProvider(Crypto.BOUNCY_CASTLE)
                .build(holder);
    }
}
