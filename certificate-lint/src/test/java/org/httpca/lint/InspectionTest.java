package org.httpca.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigInteger;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;

class InspectionTest {
    private final Linter linter = Linter.standard();
    private final X509CertificateHolder issuer =
            Tbs.issuing(Keys.P256, Keys.P256).holder();

    @Test
    void whatIsOnlyRecommendedIsAWarningInAFile() {
        Tbs tbs = Tbs.endEntity(Keys.P256, Keys.P256).without(Extension.subjectKeyIdentifier);
        tbs.serial = BigInteger.ONE;

        assertThat(linter.inspect(tbs.holder(), issuer))
                .extracting(Finding::lint, Finding::severity)
                .containsExactly(
                        tuple("serial-number-unguessable", Severity.WARNING),
                        tuple("subject-key-identifier", Severity.WARNING));
        assertThat(linter.certificate(tbs.der(), issuer)).isInstanceOf(LintOutcome.Stopped.class);
    }

    @Test
    void whatIsRequiredIsAnErrorInAFileToo() {
        Tbs tbs = Tbs.issuing(Keys.P256, Keys.P256).with(Extension.basicConstraints, false, new BasicConstraints(true));

        assertThat(linter.inspect(tbs.holder(), null))
                .extracting(Finding::severity)
                .containsExactly(Severity.ERROR);
    }

    @Test
    void withoutTheIssuerNothingIsSaidOfIt() {
        Tbs tbs = Tbs.endEntity(Keys.P256, Keys.P256);

        assertThat(linter.inspect(tbs.holder(), null)).isEmpty();
        X509CertificateHolder shorter =
                Tbs.issuing(Keys.P256, Keys.P256).ending("260331235959Z").holder();
        assertThat(linter.inspect(tbs.holder(), shorter)).hasSize(1);
    }

    @Test
    void aCrlIsInspectedWithItsIssuerAndWithout() {
        CrlTbs crl = CrlTbs.good();
        crl.issuer = Tbs.ROOT;
        crl.nextUpdate = new DERUTCTime("251231000000Z");

        assertThat(linter.inspect(crl.holder())).extracting(Finding::lint).containsExactly("crl-time-order");
        assertThat(linter.inspect(crl.holder(), issuer))
                .extracting(Finding::lint)
                .containsExactly("crl-issuer-name", "crl-time-order");
    }

    @Test
    void textOfACertificateCannotBreakALineOfTheLog() {
        Tbs tbs = Tbs.endEntity(Keys.P256, Keys.P256)
                .with(
                        Extension.subjectAlternativeName,
                        false,
                        Tbs.names(Tbs.dns("evil\r\nINFO forged " + "x".repeat(200))));

        assertThat(linter.inspect(tbs.holder(), issuer))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.message())
                        .doesNotContainPattern("[^ -~]")
                        .hasSizeLessThan(250));
    }
}
