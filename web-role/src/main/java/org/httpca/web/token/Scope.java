package org.httpca.web.token;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a bearer token is good for (RFC 6749, section 3.3). */
public enum Scope {
    /** Submit requests, and withdraw one's own. */
    SUBMIT,
    /** See what has no id to be known by, such as lists of one's own requests. */
    READ,
    /** Everything that operators may do over HTTP; holds the other two. Never an approval. */
    OPERATOR;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> ofWord(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word().equals(word))
                .findFirst();
    }

    /** All words, as they are told to people. */
    public static String words() {
        return Arrays.stream(values()).map(Scope::word).collect(Collectors.joining(", "));
    }
}
