package org.httpca.bench;

import java.io.PrintStream;

/**
 * Where the driver runs.
 *
 * @param out for the numbers
 * @param err for progress and complaints
 * @param terminal whether somebody watches
 * @param standalone the class path of the installation's program
 */
record Surroundings(PrintStream out, PrintStream err, boolean terminal, String standalone) {}
