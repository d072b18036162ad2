package org.httpca.standalone;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The way to a part: what a network can do. */
record HarmedWay(String name, Cable cable) implements HarmedPart {
    private static final int LONGEST_DELAY = 400;

    @Override
    public List<Harm> harms() {
        return List.of(
                Harm.REFUSE,
                Harm.HOLD,
                Harm.SLOW,
                Harm.LOSE,
                Harm.RESET,
                Harm.RESET,
                Harm.RESET,
                Harm.HALF_CLOSE,
                Harm.HALF_CLOSE,
                Harm.HALF_CLOSE);
    }

    @Override
    public Duration averageRest() {
        return Duration.ofSeconds(8);
    }

    @Override
    public void begin(Act act) throws IOException {
        switch (act.harm()) {
            case REFUSE -> cable.pull();
            case HOLD -> cable.hold();
            case SLOW -> cable.delay(Duration.ofMillis(1 + act.choice() % LONGEST_DELAY));
            case LOSE -> cable.lose();
            case RESET -> cable.reset();
            case HALF_CLOSE -> cable.halfClose(act.choice() % 2 == 0);
            default -> throw new IllegalArgumentException(act.toString());
        }
    }

    @Override
    public void end(Act act) throws IOException {
        switch (act.harm()) {
            case REFUSE -> cable.plugIn();
            case HOLD -> cable.letGo();
            case SLOW -> cable.delay(Duration.ZERO);
            case LOSE -> cable.heal();
            default -> {}
        }
    }
}
