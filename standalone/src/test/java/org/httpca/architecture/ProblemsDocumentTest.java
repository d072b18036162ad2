package org.httpca.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.httpca.embedded.document.GeneratedPart;
import org.httpca.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue of problems is a document as well. */
class ProblemsDocumentTest {

    @Test
    void the_document_has_every_problem() {
        String rows = Arrays.stream(ProblemType.values())
                .map(type -> "| `" + type.slug() + "` | " + type.status() + " | " + type.title() + " | " + type.remedy()
                        + " | " + type.reference() + " |")
                .collect(Collectors.joining("\n"));
        new GeneratedPart("docs/problems.md", "problems")
                .holds("| `urn:httpca:problem:` | status | title | what to do | see |\n|---|---|---|---|---|\n" + rows);
    }

    @ParameterizedTest
    @EnumSource
    void every_problem_says_what_to_do(ProblemType type) {
        assertThat(type.remedy()).isNotBlank().matches("[A-Z].*[.…]");
        assertThat(type.reference()).isNotBlank();
    }
}
