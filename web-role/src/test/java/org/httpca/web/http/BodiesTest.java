package org.httpca.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BodiesTest {
    private final Bodies bodies = new Bodies(2, 3, 100);

    @Test
    void aClientHasSomeAndOthersHaveTheRest() {
        assertThat(bodies.await("a")).isNull();
        assertThat(bodies.await("a")).isNull();
        assertThat(type(bodies.await("a"))).isEqualTo(ProblemType.TOO_MANY);
        assertThat(bodies.await("b")).isNull();
        assertThat(type(bodies.await("c"))).as("all together").isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(bodies.waiting()).isEqualTo(3);

        bodies.awaited("a");
        assertThat(bodies.await("c")).isNull();
        bodies.awaited("a");
        assertThat(bodies.await("a")).isNull();
    }

    @Test
    void soManyOctetsAreKept() {
        assertThat(bodies.keep(60)).isNull();
        assertThat(bodies.keep(40)).isNull();
        assertThat(type(bodies.keep(1))).isEqualTo(ProblemType.UNAVAILABLE);

        bodies.forget(41);
        assertThat(bodies.octets()).isEqualTo(60);
        assertThat(bodies.keep(40)).isNull();
    }

    @Test
    void zeroIsWithoutLimitForAClient() {
        Bodies generous = new Bodies(0, 1000, 100);
        for (int i = 0; i < 1000; i++) {
            assertThat(generous.await("a")).isNull();
        }
    }

    private static @Nullable ProblemType type(@Nullable Problem problem) {
        return problem == null ? null : problem.type();
    }
}
