package org.httpca.standalone;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A part of an installation that acts are done to, by one thread. */
interface HarmedPart {
    String name();

    /** What is done to it; what stands there twice, twice as often. */
    List<Harm> harms();

    /** How long it is left alone between two acts, on average. */
    Duration averageRest();

    /** Whether it works again after its last start. */
    default boolean ready() throws IOException {
        return true;
    }

    void begin(Act act) throws IOException, InterruptedException;

    /** Gives it back. */
    void end(Act act) throws IOException, InterruptedException;

    /**
     * What its supervisor does now and then while nothing is done to it.
     *
     * @return what it had to do; empty for nothing
     */
    default String supervise() throws IOException {
        return "";
    }
}
