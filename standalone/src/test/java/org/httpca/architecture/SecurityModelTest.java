package org.httpca.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the security model says that somebody cannot do is a row, and the row names the test that tries it. */
class SecurityModelTest {

    @Test
    void everyCannotNamesTestsThatExist() throws IOException {
        String model = Files.readString(Tree.root().resolve("docs/security-model.md"));
        assertThat(SecurityModel.cannots(model)).hasSizeGreaterThan(60);
        assertThat(SecurityModel.faults(model, existing())).isEmpty();
    }

    /** A row of the tables says what is so by design, or shows it. */
    @Test
    void everyOtherRowSaysWhatItRestsOn() throws IOException {
        String model = Files.readString(Tree.root().resolve("docs/security-model.md"));
        assertThat(SecurityModel.rows(model))
                .allSatisfy(row -> assertThat(row.shownBy())
                        .as(row.what())
                        .containsPattern("by design|`[A-Z]\\w+(Test|Journey|Contract)\\."));
    }

    @Test
    void whatIsNotShownIsFound() {
        Map<String, Set<String>> tests = Map.of("LockTest", Set.of("opensForNobody"));
        assertThat(faults("| Mallory **cannot** open it | `LockTest.opensForNobody` |", tests))
                .isEmpty();
        assertThat(faults("| Mallory **cannot** open it | by design |", tests)).hasSize(1);
        assertThat(faults("| Mallory **cannot** open it | `LockTest` |", tests)).hasSize(1);
        assertThat(faults("| Mallory **cannot** open it | `LockTest.opensForMary` |", tests))
                .hasSize(1);
        assertThat(faults("| Mallory **can** knock | `LockTest.opensForMary` |", tests))
                .hasSize(1);
        assertThat(faults("Mallory cannot open it, of course.", tests)).hasSize(1);
    }

    private static List<String> faults(String line, Map<String, Set<String>> tests) {
        return SecurityModel.faults("| | shown by |\n|---|---|\n" + line, tests);
    }

    private static Map<String, Set<String>> existing() throws IOException {
        return Documents.testMethodsOf(Tree.root(), Poms.modules(Tree.root().resolve("pom.xml")));
    }
}
