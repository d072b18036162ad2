package org.httpca.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.LongOctets;
import org.junit.jupiter.api.Test;

class PermitTest {
    private final Linter linter = Linter.standard();
    private final X509CertificateHolder issuer =
            Tbs.issuing(Keys.P256, Keys.P256).holder();

    @Test
    void aPermitGivesWhatWasLintedOnce() throws GeneralSecurityException {
        byte[] tbs = Tbs.endEntity(Keys.P256, Keys.P256).der();
        byte[] passedIn = tbs.clone();
        IssuancePermit permit = permitted(linter.certificate(passedIn, issuer));
        passedIn[20] ^= 1; // too late to matter

        assertThat(permit.sha256())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(tbs));
        assertThat(permit.redeem()).isEqualTo(tbs);
        assertThatIllegalStateException().isThrownBy(permit::redeem);
        assertThat(permit.sha256()).hasSize(32);
    }

    @Test
    void aPermitIsForOneKey() {
        IssuancePermit permit =
                permitted(linter.certificate(Tbs.endEntity(Keys.P384, Keys.P256).der(), issuer));

        assertThat(permit.isFor(Tbs.der(Keys.P256))).isTrue();
        assertThat(permit.isFor(Tbs.der(Keys.P384))).isFalse();
        assertThat(permitted(linter.selfSigned(Tbs.root(Keys.P384).der())).isFor(Tbs.der(Keys.P384)))
                .isTrue();
    }

    @Test
    void aPermitForACrlGivesItOnce() {
        byte[] tbs = CrlTbs.good().der();
        CrlPermit permit = permitted(linter.crl(LongOctets.of(tbs), issuer));

        assertThat(permit.isFor(Tbs.der(Keys.P256))).isTrue();
        assertThat(permit.redeem().toArray()).isEqualTo(tbs);
        assertThatIllegalStateException().isThrownBy(permit::redeem);
    }

    @Test
    void whatIsStoppedHasNoPermit() {
        Tbs tbs = Tbs.endEntity(Keys.P256, Keys.P256);
        tbs.serial = BigInteger.ZERO;

        assertThat(linter.certificate(tbs.der(), issuer)).isInstanceOf(LintOutcome.Stopped.class);
        assertThat(LintOutcome.Stopped.class.getRecordComponents()).hasSize(1);
    }

    @Test
    void aWarningDoesNotStop() {
        Tbs tbs = Tbs.endEntity(Keys.P256, Keys.P256);
        tbs.serial = BigInteger.ONE.shiftLeft(80);

        LintOutcome<IssuancePermit> outcome = linter.certificate(tbs.der(), issuer);

        assertThat(outcome).isInstanceOf(LintOutcome.Permitted.class);
        assertThat(outcome.findings()).extracting(Finding::severity).containsExactly(Severity.WARNING);
    }

    @Test
    void onlyThisPackageMakesPermits() {
        for (Class<?> permit : List.of(IssuancePermit.class, CrlPermit.class)) {
            assertThat(permit).isFinal();
            for (Constructor<?> constructor : permit.getDeclaredConstructors()) {
                assertThat(constructor.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED))
                        .isZero();
            }
        }
    }

    @Test
    void anOutcomeDoesNotContradictItsFindings() {
        Finding error = new Finding("lint", Severity.ERROR, "message", "citation");

        assertThatIllegalArgumentException().isThrownBy(() -> new LintOutcome.Permitted<>("permit", List.of(error)));
        assertThatIllegalArgumentException().isThrownBy(() -> new LintOutcome.Stopped<>(List.of()));
    }

    private static <P> P permitted(LintOutcome<P> outcome) {
        assertThat(outcome).isInstanceOf(LintOutcome.Permitted.class);
        return ((LintOutcome.Permitted<P>) outcome).permit();
    }
}
