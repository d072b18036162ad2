package org.httpca.lint;

import java.util.List;
import java.util.stream.Stream;
import org.httpca.lint.subject.ReadCertificate;
import org.httpca.lint.subject.Signed;
import org.jspecify.annotations.Nullable;

/** The tables together, and what the linter says of a row. */
final class BrokenFixtures {
    private BrokenFixtures() {}

    static Stream<BrokenCertificate> certificates() {
        return Stream.of(
                        FieldsTable.ROWS,
                        SubjectTable.ROWS,
                        KeysTable.ROWS,
                        ExtensionsTable.ROWS,
                        PurposesTable.ROWS,
                        ConstraintsTable.ROWS,
                        AlternativeNamesTable.ROWS,
                        OtherNamesTable.ROWS,
                        AuthoritiesTable.ROWS)
                .flatMap(List::stream);
    }

    static Stream<BrokenCrl> crls() {
        return CrlTable.ROWS.stream();
    }

    /** What is said of it as a file. */
    static List<Finding> inspected(Linter linter, BrokenCertificate row) {
        return linter.inspectCertificate(Signed.certificate(row.certificate()), read(row.issuer()));
    }

    static List<Finding> inspected(Linter linter, BrokenCrl row) {
        return linter.inspectCrl(Signed.crl(row.crl()), read(row.issuer()));
    }

    /** Otherwise a file of it does not tell that it is a root. */
    static boolean selfIssued(BrokenCertificate row) {
        Signed<ReadCertificate> read = Signed.certificate(row.certificate()).value();
        return read != null && read.toBeSigned().selfIssued();
    }

    /** The highest severity; a notice where there is nothing. */
    static Severity worst(List<Finding> findings) {
        return findings.stream().map(Finding::severity).max(Severity::compareTo).orElse(Severity.NOTICE);
    }

    private static @Nullable ReadCertificate read(@Nullable Tbs issuer) {
        return issuer == null ? null : ReadCertificate.of(issuer.der()).value();
    }
}
