package org.httpca.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.httpca.lint.subject.ReadCertificate;
import org.httpca.lint.subject.Reading;
import org.httpca.lint.subject.Signed;
import org.httpca.pki.Printable;

/** Whatever a file holds is judged: each lint copes with it, and says so in words that a terminal can show. */
class LinterFuzzTest {
    private static final Linter LINTER = Linter.standard();

    @FuzzTest
    void anything(byte[] octets) {
        certificates(octets);
        check(LINTER.inspectCrl(Signed.crl(octets), null));
    }

    private static void certificates(byte[] octets) {
        Reading<Signed<ReadCertificate>> reading = Signed.certificate(octets);
        Signed<ReadCertificate> read = reading.value();
        check(LINTER.inspectCertificate(reading, null));
        check(LINTER.inspectCertificate(reading, read == null ? null : read.toBeSigned()));
        LintOutcome<IssuancePermit> outcome = LINTER.selfSigned(octets);
        check(outcome.findings());
    }

    private static void check(List<Finding> findings) {
        for (Finding finding : findings) {
            assertThat(finding.message()).doesNotContain("could not be checked");
            assertThat(finding.message()).isEqualTo(Printable.text(finding.message(), 4000));
        }
    }
}
