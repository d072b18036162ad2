package org.httpca.approval.exit;

/** The exit codes of the approval CLI; a promise to scripts. */
public enum ExitCode {
    /** Done, and counted by the signer where something was decided. */
    DONE(0),
    /** An error: no settings, no database, a broken audit log, an order that is stored but not counted yet. */
    ERROR(1),
    /** The command line cannot be understood; also an ID or a serial number that fits more than one. */
    USAGE(2),
    /** No such request or certificate. */
    NOT_FOUND(3),
    /** Decided or revoked already, or claimed by another administrator. */
    TAKEN(4),
    /** Refused: fingerprint mismatch, an altered row, not permitted, or the signer did not count the order. */
    REFUSED(5);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** What the process returns. */
    public int number() {
        return number;
    }
}
