package org.httpca.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    static List<Boundary> boundaries() {
        return Stream.of(
                        Roles.boundaries(),
                        Engine.boundaries(),
                        Stages.boundaries(),
                        PassedChecks.boundaries(),
                        Habits.boundaries(),
                        Ambience.boundaries())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("boundaries")
    void holds(Boundary boundary) {
        boundary.ofTheCode().check(Code.MAIN);
    }

    @ParameterizedTest
    @MethodSource("boundaries")
    void is_seen_to_fail(Boundary boundary) {
        assertThat(boundary.ofTheSeeds()
                        .evaluate(Code.SEEDED)
                        .getFailureReport()
                        .getDetails())
                .as("what the rule finds among the seeded classes")
                .anySatisfy(detail -> assertThat(detail).contains(boundary.seeded()));
    }
}
