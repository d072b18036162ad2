package org.httpca.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.httpca.lint.rfc5280.CertificateLints;
import org.httpca.lint.rfc5280.CrlLints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the tables: each row breaks one thing, and the lints that it names say so, and no other. */
class BrokenCertificatesTest {
    private final Linter linter = Linter.standard();

    static Stream<BrokenCertificate> certificates() {
        return Stream.of(
                        FieldsTable.ROWS,
                        KeysTable.ROWS,
                        ExtensionsTable.ROWS,
                        AlternativeNamesTable.ROWS,
                        AuthoritiesTable.ROWS)
                .flatMap(List::stream);
    }

    static List<BrokenCrl> crls() {
        return CrlTable.ROWS;
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void certificate(BrokenCertificate row) {
        LintOutcome<IssuancePermit> outcome = row.lint(linter);

        assertThat(outcome).isInstanceOf(LintOutcome.Stopped.class);
        assertThat(names(outcome.findings())).isEqualTo(new TreeSet<>(Arrays.asList(row.lints())));
    }

    @ParameterizedTest
    @MethodSource("crls")
    void crl(BrokenCrl row) {
        LintOutcome<CrlPermit> outcome = row.lint(linter);

        assertThat(outcome).isInstanceOf(LintOutcome.Stopped.class);
        assertThat(names(outcome.findings())).isEqualTo(new TreeSet<>(Arrays.asList(row.lints())));
    }

    @Test
    void everyLintHasARowThatOnlyItSpeaksUpFor() {
        Set<String> tabled = Stream.concat(
                        certificates().map(BrokenCertificate::lints),
                        crls().stream().map(BrokenCrl::lints))
                .filter(lints -> lints.length == 1)
                .map(lints -> lints[0])
                .collect(Collectors.toSet());

        assertThat(tabled)
                .containsAll(
                        CertificateLints.all().stream().map(lint -> lint.name()).toList())
                .containsAll(CrlLints.all().stream().map(lint -> lint.name()).toList());
    }

    @Test
    void everyLintHasANameOfItsOwnAndACitation() {
        List<String> names = Stream.concat(
                        CertificateLints.all().stream().map(lint -> lint.name()),
                        CrlLints.all().stream().map(lint -> lint.name()))
                .toList();

        assertThat(names).doesNotHaveDuplicates();
        assertThat(CertificateLints.all()).allMatch(lint -> lint.citation().contains("section"));
        assertThat(CrlLints.all()).allMatch(lint -> lint.citation().contains("section"));
    }

    private static Set<String> names(List<Finding> findings) {
        return findings.stream().map(Finding::lint).collect(Collectors.toCollection(TreeSet::new));
    }
}
