package org.httpca.pki;

/**
 * A key did not sign, and it is not for what it was asked to sign: the token that has it is away, perhaps. Whoever would otherwise
 * set aside what cannot be signed lets it wait.
 */
public final class NotSignedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotSignedException(String message, Throwable cause) {
        super(message, cause);
    }
}
