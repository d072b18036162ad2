package org.httpca.worker.validate;

import org.httpca.acme.problem.AcmeProblem;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.pki.Printable;

/** Ends a check that did not show what it should. It comes from every depth of one, so it is thrown; no fault, so it has no stack trace. */
final class NotShownException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 600;

    private final AcmeProblemType type;
    private final boolean mayPass;

    private NotShownException(AcmeProblemType type, boolean mayPass, String detail) {
        super(Printable.text(detail, LONGEST), null, false, false);
        this.type = type;
        this.mayPass = mayPass;
    }

    /** For what may be otherwise in some seconds. */
    static NotShownException forNow(AcmeProblemType type, String detail) {
        return new NotShownException(type, true, detail);
    }

    /** For what stays as it is. */
    static NotShownException last(AcmeProblemType type, String detail) {
        return new NotShownException(type, false, detail);
    }

    /** Whether it is worth another attempt. */
    boolean mayPass() {
        return mayPass;
    }

    AcmeProblem problem() {
        return new AcmeProblem(type, String.valueOf(getMessage()));
    }
}
