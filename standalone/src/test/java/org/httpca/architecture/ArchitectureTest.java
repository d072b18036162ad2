package org.httpca.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

    /** An exception for a class that is gone would wait for the next one of that name. */
    @Test
    void exceptions_are_for_classes_that_exist() {
        List<String> existing = Code.MAIN.stream().map(JavaClass::getFullName).toList();
        assertThat(Stream.of(Ambience.WIRING, Habits.TERMINALS)
                        .flatMap(Stream::of)
                        .map(name -> Code.ROOT + "." + name))
                .isSubsetOf(existing);
    }
}
