package org.httpca.signer.profile;

import org.jspecify.annotations.Nullable;

/** The profiles cannot be used. The message names the file, the line, the field, what is wrong and what to write instead. */
public final class InvalidProfilesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String place;

    /** @param place such as {@code line 12 of profiles.yml}, or a setting; says nothing of what stands there */
    InvalidProfilesException(String place, String message) {
        this(place, message, null);
    }

    InvalidProfilesException(String place, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.place = place;
    }

    /** Where to look, without what stands there. */
    public String place() {
        return place;
    }
}
