package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CertificateUnderLint;

/** One rule for a certificate. */
public interface CertificateLint {

    /** In lower case with hyphens; users see it and search for it. */
    String name();

    /** The standard and the section. */
    String citation();

    /** What it wants, a sentence. */
    String rule();

    /** Says what breaks the rule; says nothing where the rule does not apply. */
    void check(CertificateUnderLint subject, Findings out);
}
