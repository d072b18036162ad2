package org.httpca.worker.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text by the grammar {@code issue-value} (RFC 8659, section 4.2).
 *
 * @param issuer in lower case; empty for no issuer at all
 * @param parameters in their order; tags in lower case
 */
record IssueValue(String issuer, List<Parameter> parameters) {
    /** A label of RFC 1034's length, and of the same form a tag, which the grammar does not bound. */
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

    private static final Pattern ISSUER = Pattern.compile(LABEL + "(\\." + LABEL + ")*", Pattern.CASE_INSENSITIVE);
    /** A value has neither white space nor a semicolon. Nothing here is repeated in a group for each character: that would be a call for each. */
    private static final Pattern PARAMETER =
            Pattern.compile("(" + LABEL + ")[ \\t]*+=[ \\t]*+([\\x21-\\x3a\\x3c-\\x7e]*+)", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST = 4096;
    private static final int LONGEST_NAME = 253;

    record Parameter(String tag, String value) {}

    IssueValue {
        parameters = List.copyOf(parameters);
    }

    /** Empty if it is none. */
    static Optional<IssueValue> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String[] parts = text.split(";", -1);
        String issuer = stripped(parts[0]);
        if (!issuer.isEmpty()
                && (issuer.length() > LONGEST_NAME || !ISSUER.matcher(issuer).matches())) {
            return Optional.empty();
        }
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            String part = stripped(parts[i]);
            if (part.isEmpty() && i == parts.length - 1) {
                continue; // a semicolon at the end
            }
            Matcher parameter = PARAMETER.matcher(part);
            if (!parameter.matches()) {
                return Optional.empty();
            }
            parameters.add(new Parameter(parameter.group(1).toLowerCase(Locale.ROOT), parameter.group(2)));
        }
        return Optional.of(new IssueValue(issuer.toLowerCase(Locale.ROOT), parameters));
    }

    /** The values of a tag. */
    List<String> values(String tag) {
        return parameters.stream()
                .filter(parameter -> parameter.tag.equals(tag))
                .map(Parameter::value)
                .toList();
    }

    private static String stripped(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isSpace(text.charAt(begin))) {
            begin++;
        }
        while (begin < end && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
