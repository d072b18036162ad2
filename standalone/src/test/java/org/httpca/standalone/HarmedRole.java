package org.httpca.standalone;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.httpca.embedded.process.Programs;

/**
 * A role in a process of its own, and its supervisor, as docs/systemd has it.
 *
 * @param started the last process that was seen to have started
 */
record HarmedRole(String name, RoleProcesses roles, AtomicLong started) implements HarmedPart {
    /** With these a process says that it is not to be started again: it wants a hand. */
    private static final List<Integer> WANTS_A_HAND = List.of(0, 3);

    HarmedRole(String name, RoleProcesses roles) {
        this(name, roles, new AtomicLong());
    }

    @Override
    public List<Harm> harms() {
        return List.of(Harm.KILL, Harm.KILL, Harm.KILL, Harm.RESTART, Harm.STOP);
    }

    @Override
    public Duration averageRest() {
        return Duration.ofSeconds(5);
    }

    @Override
    public boolean ready() throws IOException {
        ChildJvm process = roles.process(name);
        if (process.pid() != started.get() && process.output().contains(" Started ")) {
            started.set(process.pid());
        }
        return process.pid() == started.get();
    }

    @Override
    public void begin(Act act) throws IOException, InterruptedException {
        switch (act.harm()) {
            case KILL -> roles.process(name).kill();
            case RESTART -> roles.process(name).close();
            case STOP -> Programs.signal("STOP", roles.pid(name));
            default -> throw new IllegalArgumentException(act.toString());
        }
    }

    @Override
    public void end(Act act) throws IOException {
        if (act.harm() == Harm.STOP) {
            Programs.signal("CONT", roles.pid(name));
        } else {
            roles.startAgain(name);
        }
    }

    @Override
    public String supervise() throws IOException {
        ChildJvm process = roles.process(name);
        if (process.isAlive()) {
            return "";
        }
        if (WANTS_A_HAND.contains(process.exitCode())) {
            throw new AssertionError("The " + name + " wants a hand: " + process.exitCode() + "\n" + process.output());
        }
        roles.startAgain(name);
        return "had ended by itself with " + process.exitCode() + ", see " + process.name();
    }
}
