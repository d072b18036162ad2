package org.httpca.standalone;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.httpca.embedded.process.Programs;

/** A PostgreSQL with all its processes. */
record HarmedDatabase(String name, CabledDatabase database) implements HarmedPart {
    @Override
    public List<Harm> harms() {
        return List.of(Harm.KILL, Harm.KILL, Harm.KILL_ONE_PROCESS, Harm.KILL_ONE_PROCESS, Harm.RESTART, Harm.STOP);
    }

    @Override
    public Duration averageRest() {
        return Duration.ofSeconds(7);
    }

    @Override
    public void begin(Act act) throws IOException {
        switch (act.harm()) {
            case KILL -> database.kill();
            case KILL_ONE_PROCESS -> killOne(act.choice());
            case RESTART -> database.stop();
            case STOP -> signalAll("STOP");
            default -> throw new IllegalArgumentException(act.toString());
        }
    }

    @Override
    public void end(Act act) throws IOException {
        switch (act.harm()) {
            case KILL, RESTART -> database.startAgain();
            case STOP -> signalAll("CONT");
            default -> {}
        }
    }

    private void killOne(int choice) {
        List<Long> children = children();
        if (!children.isEmpty()) { // it recovers from the last time
            Programs.signal("KILL", children.get(choice % children.size()));
        }
    }

    /** The postmaster first, so that it starts none meanwhile. */
    private void signalAll(String signal) {
        Programs.signal(signal, database.server().pid());
        for (long child : children()) {
            Programs.signal(signal, child);
        }
    }

    private List<Long> children() {
        List<Long> children = new ArrayList<>();
        ProcessHandle.of(database.server().pid())
                .ifPresent(postmaster -> postmaster.children().forEach(child -> children.add(child.pid())));
        children.sort(Long::compare);
        return children;
    }
}
