package org.httpca.signer.profile;

import org.jspecify.annotations.Nullable;

/** The profiles' file cannot be used: the signer does not start. The message names the file, the entry, and what is wrong. */
public final class InvalidProfilesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidProfilesException(String message) {
        this(message, null);
    }

    InvalidProfilesException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
