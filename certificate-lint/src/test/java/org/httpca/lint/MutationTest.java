package org.httpca.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.LongOctets;
import org.junit.jupiter.api.Test;

/** Whatever happens to the bytes, there is an outcome; and no lint stumbles. */
class MutationTest {
    private static final int ROUNDS = 3000;

    private final Linter linter = Linter.standard();
    private final X509CertificateHolder issuer =
            Tbs.issuing(Keys.P256, Keys.P256).holder();

    @Test
    void certificates() {
        Random random = new Random(20260101);
        mutate(
                List.of(
                        Tbs.endEntity(Keys.P256, Keys.P256).der(),
                        Tbs.endEntity(Keys.RSA_2048, Keys.P256).der(),
                        Tbs.endEntity(Keys.ED25519, Keys.P256).der()),
                random,
                der -> linter.certificate(der, issuer));
    }

    @Test
    void roots() {
        mutate(List.of(Tbs.root(Keys.P384).der()), new Random(20260102), linter::selfSigned);
    }

    @Test
    void crls() {
        mutate(List.of(CrlTbs.good().der()), new Random(20260103), der -> linter.crl(LongOctets.of(der), issuer));
    }

    @Test
    void noise() {
        Random random = new Random(20260104);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThat(linter.certificate(bytes, issuer)).isInstanceOf(LintOutcome.Stopped.class);
            assertThat(linter.crl(LongOctets.of(bytes), issuer)).isInstanceOf(LintOutcome.Stopped.class);
        }
    }

    private static void mutate(List<byte[]> good, Random random, Function<byte[], LintOutcome<?>> lint) {
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] der = good.get(round % good.size()).clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                der[random.nextInt(der.length)] ^= (byte) (1 << random.nextInt(8));
            }
            if (random.nextInt(20) == 0) {
                der = Arrays.copyOf(der, random.nextInt(der.length + 10));
            }
            List<Finding> findings = lint.apply(der).findings();
            assertThat(findings).noneMatch(finding -> finding.message().startsWith("could not be checked"));
            if (findings.stream().noneMatch(finding -> finding.lint().equals("encoding"))) {
                read++;
            }
        }
        // Otherwise the lints themselves were hardly tried.
        assertThat(read).isGreaterThan(ROUNDS / 10);
    }
}
