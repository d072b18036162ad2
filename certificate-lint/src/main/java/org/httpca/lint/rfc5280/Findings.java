package org.httpca.lint.rfc5280;

/** Where a lint says what it found. Build a message only when there is something to say. */
public interface Findings {

    /** A requirement is not met. */
    void error(String message);

    /** A recommendation is not met: an error in what we sign, a warning in what others signed. */
    void recommended(String message);

    /** Doubtful, but no reason not to sign. */
    void warning(String message);

    /** Worth knowing, and nothing against it. */
    void notice(String message);

    /** Text out of a certificate, made fit for one line of a log: quoted, printable ASCII only, at most 80 characters. */
    static String quoted(String untrusted) {
        StringBuilder quoted = new StringBuilder("'");
        for (int i = 0; i < untrusted.length(); i++) {
            if (i == 80) {
                quoted.append("...");
                break;
            }
            char c = untrusted.charAt(i);
            quoted.append(c < ' ' || c > '~' ? '?' : c);
        }
        return quoted.append('\'').toString();
    }
}
