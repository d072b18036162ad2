package org.httpca.start;

/** A setting is missing, wrong or unsafe; the message is one sentence for the operator that says what to set. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int DEPTH = 20;

    private final boolean triedAgain;

    public InvalidSettingException(String message) {
        super(message);
        this.triedAgain = true;
    }

    public InvalidSettingException(String message, Throwable cause) {
        this(message, cause, true);
    }

    private InvalidSettingException(String message, Throwable cause, boolean triedAgain) {
        super(message, cause);
        this.triedAgain = triedAgain;
    }

    /** One that whoever restarts roles is not to try again by itself, such as a PIN after whose third try a token is locked. */
    public static InvalidSettingException notToBeTriedAgain(String message, Throwable cause) {
        return new InvalidSettingException(message, cause, false);
    }

    /** The process's: 1, or 3 where it must not be started again before somebody has corrected the setting. */
    public int exitCode() {
        int depth = 0;
        for (Throwable at = this; at != null && depth++ < DEPTH; at = at.getCause()) {
            if (at instanceof InvalidSettingException setting && !setting.triedAgain) {
                return 3;
            }
        }
        return 1;
    }
}
