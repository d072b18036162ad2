package org.httpca.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.httpca.lint.rfc5280.CertificateLint;
import org.httpca.lint.rfc5280.CrlLint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the tables: each row breaks one thing, and the lints that it names say so, and no other. */
class BrokenCertificatesTest {
    private final Linter linter = Linter.standard();

    static Stream<BrokenCertificate> certificates() {
        return BrokenFixtures.certificates();
    }

    static Stream<BrokenCrl> crls() {
        return BrokenFixtures.crls();
    }

    static List<BrokenCertificate> signedCertificates() {
        return SignaturesTable.CERTIFICATES;
    }

    static List<BrokenCrl> signedCrls() {
        return SignaturesTable.CRLS;
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void certificate(BrokenCertificate row) {
        LintOutcome<IssuancePermit> outcome = row.lint(linter);
        assertThat(outcome instanceof LintOutcome.Stopped).isEqualTo(row.severity() == Severity.ERROR);
        assertThat(names(outcome.findings())).isEqualTo(expected(row.lints()));
        assertThat(BrokenFixtures.worst(outcome.findings())).isEqualTo(row.severity());
        if (row.issuer() != null || BrokenFixtures.selfIssued(row)) {
            assertThat(names(BrokenFixtures.inspected(linter, row))).isEqualTo(expected(row.lints()));
        }
    }

    @ParameterizedTest
    @MethodSource("crls")
    void crl(BrokenCrl row) {
        LintOutcome<CrlPermit> outcome = row.lint(linter);
        assertThat(outcome instanceof LintOutcome.Stopped).isEqualTo(row.severity() == Severity.ERROR);
        assertThat(names(outcome.findings())).isEqualTo(expected(row.lints()));
        assertThat(BrokenFixtures.worst(outcome.findings())).isEqualTo(row.severity());
        assertThat(names(BrokenFixtures.inspected(linter, row))).isEqualTo(expected(row.lints()));
    }

    @ParameterizedTest
    @MethodSource("signedCertificates")
    void signatureOfACertificate(BrokenCertificate row) {
        assertThat(row.lint(linter)).isInstanceOf(LintOutcome.Permitted.class);
        assertThat(names(BrokenFixtures.inspected(linter, row))).isEqualTo(expected(row.lints()));
    }

    @ParameterizedTest
    @MethodSource("signedCrls")
    void signatureOfACrl(BrokenCrl row) {
        assertThat(row.lint(linter)).isInstanceOf(LintOutcome.Permitted.class);
        assertThat(names(BrokenFixtures.inspected(linter, row))).isEqualTo(expected(row.lints()));
    }

    @Test
    void everyLintHasARowThatOnlyItSpeaksUpFor() {
        Set<String> tabled = Stream.concat(
                        Stream.concat(certificates(), signedCertificates().stream())
                                .map(BrokenCertificate::lints),
                        Stream.concat(crls(), signedCrls().stream()).map(BrokenCrl::lints))
                .filter(lints -> lints.length == 1)
                .map(lints -> lints[0])
                .collect(Collectors.toSet());
        assertThat(tabled)
                .containsAll(
                        Lints.certificates().stream().map(CertificateLint::name).toList())
                .containsAll(Lints.crls().stream().map(CrlLint::name).toList());
    }

    @Test
    void everyLintHasANameOfItsOwnACitationAndARule() {
        List<String> names = Stream.concat(
                        Lints.certificates().stream().map(CertificateLint::name),
                        Lints.crls().stream().map(CrlLint::name))
                .toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(Lints.certificates()).allMatch(lint -> lint.citation().matches(".*(section|appendix).*"));
        assertThat(Lints.crls()).allMatch(lint -> lint.citation().contains("section"));
        assertThat(Lints.certificates()).allMatch(lint -> lint.rule().matches("\\p{L}[^|]*\\."));
        assertThat(Lints.crls()).allMatch(lint -> lint.rule().matches("\\p{L}[^|]*\\."));
    }

    private static Set<String> expected(String... lints) {
        return new TreeSet<>(Arrays.asList(lints));
    }

    private static Set<String> names(List<Finding> findings) {
        return findings.stream().map(Finding::lint).collect(Collectors.toCollection(TreeSet::new));
    }
}
