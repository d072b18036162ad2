package org.httpca.standalone;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * One harm to one part.
 *
 * @param rest how long the part is left alone before
 * @param lasting until it is given back
 * @param choice what the harm still has to choose: a process, a direction, a delay; not negative
 */
record Act(Duration rest, Harm harm, Duration lasting, int choice) {
    /** One stop of so many outlasts the time-outs for databases (20 s) and for the broker (twice 20 s). */
    private static final int LONG_STOPS = 12;

    private static final int LONG_STOP = 45_000;

    /** The next of a part: whatever happens, the same seed gives the same acts in the same order. */
    static Act next(Random random, List<Harm> harms, Duration averageRest) {
        Duration rest = Duration.ofMillis(random.nextInt((int) averageRest.toMillis() * 2));
        Harm harm = harms.get(random.nextInt(harms.size()));
        int lasting = random.nextInt(harm.longest + 1);
        int choice = random.nextInt(Integer.MAX_VALUE);
        if (harm == Harm.STOP && choice % LONG_STOPS == 0) {
            lasting = random.nextInt(LONG_STOP);
        }
        return new Act(rest, harm, Duration.ofMillis(lasting), choice);
    }

    @Override
    public String toString() {
        return harm + (harm.longest == 0 ? "" : " for " + lasting.toMillis() + " ms");
    }
}
