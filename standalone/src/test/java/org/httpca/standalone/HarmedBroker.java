package org.httpca.standalone;

import java.time.Duration;
import java.util.List;
import org.httpca.embedded.process.Programs;

/** The RabbitMQ of an installation. */
record HarmedBroker(Production production) implements HarmedPart {
    @Override
    public String name() {
        return "broker";
    }

    @Override
    public List<Harm> harms() {
        return List.of(Harm.KILL, Harm.KILL, Harm.RESTART, Harm.STOP);
    }

    @Override
    public Duration averageRest() {
        return Duration.ofSeconds(15);
    }

    @Override
    public void begin(Act act) {
        switch (act.harm()) {
            case KILL -> production.killBroker();
            case RESTART -> production.stopBroker();
            case STOP -> Programs.signal("STOP", production.brokerPid());
            default -> throw new IllegalArgumentException(act.toString());
        }
    }

    @Override
    public void end(Act act) {
        if (act.harm() == Harm.STOP) {
            Programs.signal("CONT", production.brokerPid());
        } else {
            production.startBroker();
        }
    }
}
