package org.httpca.signer.request;

/** Looks at the row count of a compare-and-set. */
final class Transition {

    private Transition() {}

    /**
     * True if the row was ours, false if someone was first.
     *
     * @throws IllegalStateException if more than one row changed: a bug, and the transaction must not commit
     */
    static boolean won(int rows) {
        if (rows > 1) {
            throw new IllegalStateException("A transition of one request changed " + rows + " rows.");
        }
        return rows == 1;
    }
}
