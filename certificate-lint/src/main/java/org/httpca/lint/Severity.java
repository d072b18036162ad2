package org.httpca.lint;

/** How bad a finding is, in ascending order. Only {@link #ERROR} stops a signature. */
public enum Severity {
    /** Worth knowing. */
    NOTICE,
    /** Against a recommendation. */
    WARNING,
    /** Against a requirement: nothing with such a finding gets a permit. */
    ERROR
}
