package org.httpca.forward.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LooksTest {
    @Test
    void aLookIsDueAtFirstAndThenAfterARing() {
        Looks looks = Looks.whenWoken();
        assertThat(looks.isDue()).isTrue();
        assertThat(looks.isDue()).isFalse();
        looks.ring();
        looks.ring();
        assertThat(looks.isDue()).isTrue();
        assertThat(looks.isDue()).isFalse();
    }

    @Test
    void somebodyWhoAlwaysLooksNeedsNoRing() {
        Looks looks = Looks.always();
        assertThat(looks.isDue()).isTrue();
        assertThat(looks.isDue()).isTrue();
    }
}
