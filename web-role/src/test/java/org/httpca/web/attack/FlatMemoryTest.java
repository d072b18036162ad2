package org.httpca.web.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.httpca.embedded.process.Waiting;
import org.httpca.web.Csr;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After ten rounds of everything that is bad for it the web role keeps no more than after two, and goes on serving. */
@Tag("full")
class FlatMemoryTest {
    private static final int HEAP_MEGABYTES = 128;
    private static final int ROUNDS = 10;
    private static final int WARM = 2;

    /**
     * The container has 200 threads at most, each comes when it is needed first, and each keeps 128 KB for the long strings of the
     * JSON to come: some 50 of them come after the second round. Eight more rounds of 1,500 requests and connections that left
     * a kilobyte each would be more.
     */
    private static final long MARGIN = 10 << 20;

    /** A stream that nobody reads is noticed at its next beat, after 15 seconds at most. */
    private static final Duration NOTICED = Duration.ofSeconds(60);

    @TempDir
    Path folder = Path.of("");

    /** All of them come from one address, where one client could not have so many bodies under way. */
    private static Map<String, Object> settings() {
        Map<String, Object> settings = WebUnderTest.shared().properties();
        settings.put("httpca.limits.bodies", 0);
        return settings;
    }

    @Test
    void attacksLeaveNothingBehind() throws Exception {
        try (WebJvm web = WebJvm.start(HEAP_MEGABYTES, settings(), folder.resolve("web.out"));
                Attacks attacks = new Attacks(web.port())) {
            long sockets = web.sockets() + Attacks.AT_ONCE;
            List<Long> live = new ArrayList<>(List.of(web.live()));
            String warm = "";
            for (int round = 1; round <= ROUNDS; round++) {
                long begin = System.nanoTime();
                attacks.round();
                assertThat(Waiting.until(NOTICED, () -> web.sockets() <= sockets))
                        .as("%d sockets are open, and should be %d", web.sockets(), sockets)
                        .isTrue();
                live.add(web.live());
                System.out.printf(
                        "  round %d: %,d octets live, %d ms%n",
                        round, live.get(round), (System.nanoTime() - begin) / 1_000_000);
                if (round == WARM) {
                    warm = web.histogram();
                }
            }

            System.out.printf("  %s octets live, from before the first round on, of %d MB%n", live, HEAP_MEGABYTES);
            assertThat(web.isAlive()).isTrue();
            assertThat(web.said()).doesNotContain("OutOfMemoryError");
            assertThat(live.get(ROUNDS) - live.get(WARM))
                    .as("octets: %s; classes after round %d and at the end: %s", live, WARM, top(warm, web.histogram()))
                    .isLessThan(MARGIN);
            assertThat(web.http().get("/").status()).isEqualTo(200);
            assertThat(web.http()
                            .post("/api/v1/requests", "application/pkcs10", Csr.der("after.example"))
                            .status())
                    .isEqualTo(202);
        }
    }

    private static String top(String before, String after) {
        return first(before) + "\n" + first(after);
    }

    private static String first(String histogram) {
        return String.join("\n", histogram.lines().limit(30).toList());
    }
}
