package org.httpca.worker.notify;

/**
 * What came of a try.
 *
 * @param why for the log; empty if it was taken
 */
record Outcome(Kind kind, String why) {
    enum Kind {
        /** The other side has it. */
        TAKEN,
        /** It may go better later. */
        FAILED,
        /** It will not be taken, ever. */
        REFUSED
    }

    static Outcome taken() {
        return new Outcome(Kind.TAKEN, "");
    }

    static Outcome failed(String why) {
        return new Outcome(Kind.FAILED, why);
    }

    static Outcome refused(String why) {
        return new Outcome(Kind.REFUSED, why);
    }
}
