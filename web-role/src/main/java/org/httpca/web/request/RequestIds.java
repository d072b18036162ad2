package org.httpca.web.request;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Request ids as they stand in addresses. */
public final class RequestIds {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private RequestIds() {}

    /** Empty for what is no UUID in its full form, and so is nobody's id. */
    public static Optional<UUID> parse(String text) {
        return UUID_TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
