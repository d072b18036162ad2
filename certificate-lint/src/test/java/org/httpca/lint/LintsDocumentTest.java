package org.httpca.lint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.httpca.embedded.document.GeneratedPart;
import org.httpca.lint.rfc5280.CertificateLint;
import org.httpca.lint.rfc5280.CrlLint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The lints are a document as well. How bad each is is not declared anywhere: it is what the tables of fixtures were answered. */
class LintsDocumentTest {
    private static final String HEAD = "| lint | what it wants | signing | in a file | see |\n|---|---|---|---|---|\n";

    private final Linter linter = Linter.standard();
    private final Map<String, Severity> signing = new TreeMap<>();
    private final Map<String, Severity> inFiles = new TreeMap<>();

    @Test
    void the_document_has_every_lint() {
        Stream.concat(BrokenFixtures.certificates(), SignaturesTable.CERTIFICATES.stream())
                .forEach(row -> answered(row.lint(linter).findings(), BrokenFixtures.inspected(linter, row)));
        Stream.concat(BrokenFixtures.crls(), SignaturesTable.CRLS.stream())
                .forEach(row -> answered(row.lint(linter).findings(), BrokenFixtures.inspected(linter, row)));
        new GeneratedPart("docs/lints.md", "certificate lints")
                .holds(HEAD
                        + Lints.certificates().stream()
                                .map((CertificateLint lint) -> row(lint.name(), lint.rule(), lint.citation()))
                                .collect(Collectors.joining("\n")));
        new GeneratedPart("docs/lints.md", "crl lints")
                .holds(HEAD
                        + Lints.crls().stream()
                                .map((CrlLint lint) -> row(lint.name(), lint.rule(), lint.citation()))
                                .collect(Collectors.joining("\n")));
    }

    private String row(String name, String rule, String citation) {
        return "| `" + name + "` | " + rule + " | " + word(signing.get(name)) + " | " + word(inFiles.get(name)) + " | "
                + citation + " |";
    }

    private static String word(@Nullable Severity severity) {
        return severity == null ? "not asked" : severity.name().toLowerCase(Locale.ROOT);
    }

    private void answered(List<Finding> whenSigning, List<Finding> inAFile) {
        note(whenSigning, signing);
        note(inAFile, inFiles);
    }

    private static void note(List<Finding> findings, Map<String, Severity> worst) {
        findings.forEach(
                finding -> worst.merge(finding.lint(), finding.severity(), (a, b) -> a.compareTo(b) >= 0 ? a : b));
    }
}
