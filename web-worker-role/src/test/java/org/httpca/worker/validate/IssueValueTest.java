package org.httpca.worker.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8659, section 4.2: a text that anybody may have in DNS. */
class IssueValueTest {
    private static final int STACK = 256 * 1024;

    /** With a smaller stack than any thread has. */
    private static Optional<IssueValue> read(String text) throws Exception {
        FutureTask<Optional<IssueValue>> read = new FutureTask<>(() -> IssueValue.read(text));
        new Thread(null, read, "small-stack", STACK).start();
        return read.get(20, TimeUnit.SECONDS);
    }

    @Test
    void longTextsNeedNoStack() throws Exception {
        String value = "v".repeat(4000);
        assertThat(read("ca.example; a-b--c=" + value).orElseThrow().values("a-b--c"))
                .containsExactly(value);
        assertThat(read("ca.example; " + "a".repeat(63) + "=v")).isPresent();
        assertThat(read("ca.example; " + "a".repeat(64) + "=v")).isEmpty();
        assertThat(read("ca.example; " + "a".repeat(4000) + "=v")).isEmpty();
        assertThat(read("ca.example; " + "a-".repeat(2000) + "a=v")).isEmpty();
        assertThat(read("a.".repeat(126) + "a")).isPresent();
        assertThat(read("a.".repeat(2000) + "a")).isEmpty();
        assertThat(read("a".repeat(4096))).isEmpty();
        assertThat(read(";".repeat(4096))).isEmpty();
        assertThat(read("ca.example; v=" + "v".repeat(4096))).isEmpty();
    }

    @Test
    void spacesTakeNoTime() {
        String spaces = "ca.example; x" + " ".repeat(4000) + "y=z";
        assertTimeout(Duration.ofSeconds(3), () -> {
            for (int i = 0; i < 1000; i++) {
                assertThat(IssueValue.read(spaces)).isEmpty();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ca.example; -a=v", "ca.example; a-=v", "ca.example; =v", "-ca.example", "ca-.example", "a..b"})
    void whatIsNone(String text) {
        assertThat(IssueValue.read(text)).isEmpty();
    }
}
