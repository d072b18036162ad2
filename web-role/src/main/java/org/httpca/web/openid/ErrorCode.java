package org.httpca.web.openid;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a provider calls an error (RFC 6749, section 5.2), fit for a log. */
final class ErrorCode {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,60}");

    private ErrorCode() {}

    static String of(@Nullable String said) {
        return said != null && CODE.matcher(said).matches() ? said : "something unreadable";
    }
}
