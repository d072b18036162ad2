package org.httpca.approval.decision;

import org.httpca.approval.exit.ExitCode;

/**
 * How a decision went.
 *
 * @param code 0 counted, 1 stored but not yet counted, 4 decided or claimed by another, 5 refused
 * @param line one line for the administrator; may hold text of others
 * @param stored whether an order was stored
 */
public record Decided(ExitCode code, String line, boolean stored) {}
