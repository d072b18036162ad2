package org.httpca.web.page;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form of the first page: what was typed, and what is wrong with it.
 *
 * @param csr the PKCS#10 in PEM, as pasted
 * @param wrong by field
 */
record SubmissionForm(String csr, String profile, String name, String email, String note, Map<String, Fault> wrong) {
    /** In the order of the page. */
    private static final List<String> FIELDS = List.of("csr", "file", "profile", "name", "email", "note");

    private static final List<String> WITH_HINT = List.of("csr", "file", "note");

    /** One thing that is wrong, and the field that it is about. */
    record Wrong(String field, Fault fault) {}

    static SubmissionForm empty(String profile) {
        return new SubmissionForm("", profile, "", "", "", Map.of());
    }

    /** What a browser sent; line ends as one character, and nothing that no keyboard types. */
    static SubmissionForm typed(String csr, String profile, String name, String email, String note) {
        return new SubmissionForm(
                typed(csr).strip(),
                typed(profile).strip(),
                typed(name).strip(),
                typed(email).strip(),
                typed(note).strip(),
                Map.of());
    }

    private static String typed(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(c -> {
            boolean white = c == '\n' || c == '\t';
            if (white || (!Character.isISOControl(c) && Character.isDefined(c) && !isSurrogate(c))) {
                kept.appendCodePoint(c);
            }
        });
        return kept.toString();
    }

    private static boolean isSurrogate(int c) {
        return Character.getType(c) == Character.SURROGATE;
    }

    SubmissionForm with(Map<String, Fault> errors) {
        return new SubmissionForm(csr, profile, name, email, note, errors);
    }

    SubmissionForm withCsr(String pem) {
        return new SubmissionForm(pem, profile, name, email, note, wrong);
    }

    public boolean failed() {
        return !wrong.isEmpty();
    }

    public List<Wrong> errors() {
        return FIELDS.stream()
                .flatMap(field -> Stream.ofNullable(wrong.get(field)).map(fault -> new Wrong(field, fault)))
                .toList();
    }

    public @Nullable Fault error(String field) {
        return wrong.get(field);
    }

    /** For aria-invalid; null where all is well. */
    public @Nullable String invalid(String field) {
        return wrong.containsKey(field) ? "true" : null;
    }

    /** For aria-describedby: the ids of the field's hint and error. */
    public @Nullable String describedBy(String field) {
        StringJoiner ids = new StringJoiner(" ");
        if (wrong.containsKey(field)) {
            ids.add(field + "-error");
        }
        if (WITH_HINT.contains(field)) {
            ids.add(field + "-hint");
        }
        return ids.length() == 0 ? null : ids.toString();
    }
}
