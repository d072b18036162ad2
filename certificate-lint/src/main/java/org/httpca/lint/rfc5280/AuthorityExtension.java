package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadExtension;

/** What holds for each extension that constrains a path: critical, and in CAs only (RFC 5280, sections 4.2.1.10, 11 and 14). */
final class AuthorityExtension {
    private AuthorityExtension() {}

    static void check(ReadExtension extension, CertificateUnderLint c, Findings out) {
        if (!extension.critical()) {
            out.error("is not critical");
        }
        if (!c.certificate().authority()) {
            out.error("is in something else than a CA");
        }
    }
}
