package org.httpca.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerUserTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "ALL", "a b", "a*", "${x}", "a\nb"})
    void aNameThatMeansMoreThanAName(String name) {
        assertThatThrownBy(() -> new BrokerUser(name, "p", Set.of(), Set.of(), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "httpca.*", "a|b", "x)$", "${x}"})
    void aRightThatMeansMoreThanOneThing(String name) {
        assertThatThrownBy(() -> new BrokerUser("u", "p", Set.of(name), Set.of(), false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BrokerUser("u", "p", Set.of(), Set.of(name), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePasswordIsNotInTheText() {
        assertThat(TestBrokers.WORKER.toString()).contains("worker").doesNotContain(TestBrokers.WORKER_PASSWORD);
    }
}
