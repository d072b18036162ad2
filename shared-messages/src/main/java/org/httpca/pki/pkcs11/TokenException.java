package org.httpca.pki.pkcs11;

/**
 * A token, or a key in one, cannot be used; the message is a sentence for the operator. Whoever catches it looks whether the PIN was
 * refused: that is not tried again, because a token locks itself after some wrong ones.
 */
public final class TokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean pinRefused;

    TokenException(String message) {
        super(message);
        this.pinRefused = false;
    }

    TokenException(String message, Throwable cause) {
        this(message, cause, false);
    }

    TokenException(String message, Throwable cause, boolean pinRefused) {
        super(message, cause);
        this.pinRefused = pinRefused;
    }

    public boolean pinRefused() {
        return pinRefused;
    }

    /** Is it, or one of those that led to this fault, about a PIN that was refused? */
    public static boolean isOfPin(Throwable fault) {
        int depth = 0;
        for (Throwable at = fault; at != null && depth++ < 20; at = at.getCause()) {
            if (at instanceof TokenException token && token.pinRefused()) {
                return true;
            }
        }
        return false;
    }
}
