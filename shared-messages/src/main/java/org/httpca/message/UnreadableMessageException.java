package org.httpca.message;

/** The JSON of a message cannot be read as its type; the caller parks it. */
public final class UnreadableMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
