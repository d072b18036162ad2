package org.httpca.lint.command;

import java.util.List;
import org.httpca.lint.Finding;
import org.httpca.lint.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What the linter says of one certificate or CRL.
 *
 * @param name the subject of a certificate, the issuer of a CRL; untrusted text, null where it cannot be read
 * @param serial of a certificate, in hexadecimal
 * @param issuer whether its issuer was among the files, or is itself
 */
record Judged(Found found, @Nullable String name, @Nullable String serial, boolean issuer, List<Finding> findings) {

    /** The highest severity; null where there is no finding. */
    static @Nullable Severity worst(List<Judged> judged) {
        return judged.stream()
                .flatMap(one -> one.findings().stream())
                .map(Finding::severity)
                .max(Severity::compareTo)
                .orElse(null);
    }

    static long count(List<Judged> judged, Severity severity) {
        return judged.stream()
                .flatMap(one -> one.findings().stream())
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
