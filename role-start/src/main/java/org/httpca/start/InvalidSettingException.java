package org.httpca.start;

/** A setting is missing, wrong or unsafe; the message is one sentence for the operator that says what to set. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidSettingException(String message) {
        super(message);
    }

    public InvalidSettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
