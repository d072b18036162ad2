package org.httpca.signer.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.httpca.lint.LintOutcome;
import org.httpca.lint.Linter;
import org.httpca.pki.Crypto;
import org.httpca.pki.Identifier;
import org.httpca.signer.bed.Hierarchies;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Validity;
import org.httpca.signer.key.KeyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateTemplateTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456Z");
    private static final String LONG = "a".repeat(60) + ".example";
    private static final Issuer ISSUER = Hierarchies.issuer(KeyType.P256);

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void everyIssuerKeyTypeGivesWhatTheLinterPermits(KeyType type) {
        Issuer issuer = Hierarchies.issuer(type);
        byte[] tbs = template(Duration.ofDays(90), "www.example").toBeSigned(issuer, BigInteger.TWO.pow(158), "");
        assertThat(Linter.standard().certificate(tbs, issuer.certificate())).isInstanceOf(LintOutcome.Permitted.class);
        assertThat(TBSCertificate.getInstance(tbs).getSignature())
                .isEqualTo(issuer.key().signatureAlgorithm());
    }

    @ParameterizedTest
    @CsvSource({"RSA, 160", "EC, 128", "Ed25519, 128"})
    void everyKeyOfASubscriberGetsItsUsageCritical(String algorithm, int bits) {
        SubjectPublicKeyInfo key = key(algorithm);
        TBSCertificate tbs = build(new CertificateTemplate(
                names("www.example"), key, new KeyUsage(bits), List.of(KeyPurposeId.id_kp_serverAuth), days(90)));
        Extension usage = tbs.getExtensions().getExtension(Extension.keyUsage);
        assertThat(usage.isCritical()).isTrue();
        assertThat(KeyUsage.getInstance(usage.getParsedValue()).getBytes()[0] & 0xff)
                .isEqualTo(bits);
    }

    @ParameterizedTest
    @CsvSource({
        "www.example, CN=www.example, false",
        "10.0.0.1, '', true",
        "2001:db8::1, '', true",
        "*.example.org, CN=*.example.org, false",
        "LONG, '', true",
        "10.0.0.1 www.example, CN=www.example, false",
        "LONG www.example, CN=www.example, false"
    })
    void theSubjectIsTheFirstNameThatFits(String names, String subject, boolean critical) {
        TBSCertificate tbs =
                build(template(Duration.ofDays(90), names.replace("LONG", LONG).split(" ")));
        assertThat(tbs.getSubject()).hasToString(subject);
        Extension san = tbs.getExtensions().getExtension(Extension.subjectAlternativeName);
        assertThat(san.isCritical()).isEqualTo(critical);
        assertThat(GeneralNames.getInstance(san.getParsedValue()).getNames())
                .containsExactly(Arrays.stream(names.replace("LONG", LONG).split(" "))
                        .map(n -> Identifier.parse(n).orElseThrow().toGeneralName())
                        .toArray(org.bouncycastle.asn1.x509.GeneralName[]::new));
    }

    @Test
    void extensionsAreTheseAndNoOthers() {
        Extensions extensions =
                build(template(Duration.ofDays(90), "www.example")).getExtensions();
        assertThat(extensions.getCriticalExtensionOIDs())
                .containsExactlyInAnyOrder(Extension.basicConstraints, Extension.keyUsage);
        assertThat(extensions.getNonCriticalExtensionOIDs())
                .containsExactlyInAnyOrder(
                        Extension.extendedKeyUsage,
                        Extension.subjectKeyIdentifier,
                        Extension.authorityKeyIdentifier,
                        Extension.authorityInfoAccess,
                        Extension.cRLDistributionPoints,
                        Extension.subjectAlternativeName);
        assertThat(AuthorityInformationAccess.fromExtensions(extensions).getAccessDescriptions())
                .extracting(access -> access.getAccessMethod() + " "
                        + access.getAccessLocation().getName())
                .containsExactly(
                        AccessDescription.id_ad_ocsp + " http://ca.example:8080/ocsp/issuing",
                        AccessDescription.id_ad_caIssuers + " http://ca.example:8080/ca/issuing/cert.cer");
        assertThat(BasicConstraints.fromExtensions(extensions).isCA()).isFalse();
        assertThat(ExtendedKeyUsage.fromExtensions(extensions).getUsages())
                .containsExactly(KeyPurposeId.id_kp_serverAuth);
        assertThat(AuthorityKeyIdentifier.fromExtensions(extensions).getKeyIdentifierOctets())
                .isEqualTo(
                        SubjectKeyIdentifier.fromExtensions(ISSUER.certificate().getExtensions())
                                .getKeyIdentifier());
    }

    @Test
    void itLastsExactlyAsLongAsItsProfileSays() {
        TBSCertificate tbs = build(template(Duration.ofDays(90), "www.example"));
        Instant from = tbs.getStartDate().getDate().toInstant();
        Instant to = tbs.getEndDate().getDate().toInstant();
        assertThat(from).isEqualTo(Instant.parse("2026-11-21T09:55:00Z"));
        // both ends belong to it (RFC 5280, section 4.1.2.5)
        assertThat(Duration.between(from, to.plusSeconds(1))).isEqualTo(Duration.ofDays(90));
    }

    @Test
    void aShortOneIsHardlyBackdated() {
        Validity minute = Validity.of(NOW, Duration.ofMinutes(1));
        assertThat(minute.notBefore()).isEqualTo(Instant.parse("2026-11-21T09:59:54Z"));
        assertThat(minute.notAfter()).isEqualTo(Instant.parse("2026-11-21T10:00:53Z"));
    }

    @Test
    void itNeverOutlivesItsIssuer() {
        TBSCertificate tbs = build(template(Duration.ofDays(30 * 365), "www.example"));
        assertThat(tbs.getEndDate().getDate()).isEqualTo(ISSUER.certificate().getNotAfter());
    }

    private static CertificateTemplate template(Duration validity, String... names) {
        return new CertificateTemplate(
                names(names),
                key("EC"),
                new KeyUsage(KeyUsage.digitalSignature),
                List.of(KeyPurposeId.id_kp_serverAuth),
                Validity.of(NOW, validity));
    }

    private static Validity days(int days) {
        return Validity.of(NOW, Duration.ofDays(days));
    }

    private static TBSCertificate build(CertificateTemplate template) {
        byte[] tbs = template.toBeSigned(ISSUER, BigInteger.TWO.pow(158), "");
        LintOutcome<?> outcome = Linter.standard().certificate(tbs, ISSUER.certificate());
        assertThat(outcome).as("%s", outcome.findings()).isInstanceOf(LintOutcome.Permitted.class);
        return TBSCertificate.getInstance(tbs);
    }

    private static List<Identifier> names(String... names) {
        return Arrays.stream(names).map(n -> Identifier.parse(n).orElseThrow()).toList();
    }

    private static SubjectPublicKeyInfo key(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, Crypto.BOUNCY_CASTLE);
            switch (algorithm) {
                case "RSA" -> generator.initialize(2048);
                case "EC" -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                default -> generator.initialize(255);
            }
            KeyPair pair = generator.generateKeyPair();
            return SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
