package org.httpca.signer.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import sun.misc.Signal;

class HangUpsTest {

    /** SIGCONT, which does nothing by itself and is never ignored: this test may run under nohup. */
    @Test
    void aSignalIsHeard() throws Exception {
        CountDownLatch heard = new CountDownLatch(2);
        assertThat(HangUps.listen("CONT", heard::countDown, () -> fail("there is a terminal, or none at all")))
                .isTrue();
        Signal.raise(new Signal("CONT"));
        while (heard.getCount() == 2) {
            Thread.onSpinWait();
        }
        Signal.raise(new Signal("CONT"));
        assertThat(heard.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void oneThatTheJvmKeepsForItselfIsNoFault() {
        assertThat(HangUps.listen("QUIT", () -> {}, () -> {})).isFalse();
        assertThat(HangUps.listen("NOSUCHSIGNAL", () -> {}, () -> {})).isFalse();
    }
}
