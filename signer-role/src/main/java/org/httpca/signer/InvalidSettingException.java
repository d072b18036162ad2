package org.httpca.signer;

/** A setting is missing, wrong or unsafe; the message is one sentence for the operator that names the setting. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSettingException(String message) {
        super(message);
    }

    InvalidSettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
