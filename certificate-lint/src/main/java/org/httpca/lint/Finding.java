package org.httpca.lint;

/**
 * What one lint has to say.
 *
 * @param lint the lint's name, in lower case with hyphens
 * @param severity how bad it is
 * @param message one line of printable text; names out of the certificate are quoted and shortened
 * @param citation the standard and the section that the lint stands on
 */
public record Finding(String lint, Severity severity, String message, String citation) {}
