package org.httpca.lint;

import java.util.List;
import java.util.stream.Stream;
import org.httpca.lint.baseline.BaselineLints;
import org.httpca.lint.rfc5280.CertificateLint;
import org.httpca.lint.rfc5280.CertificateLints;
import org.httpca.lint.rfc5280.CrlLint;
import org.httpca.lint.rfc5280.CrlLints;

/** All the lints that there are: those of the standard first, then those of the Baseline Requirements. */
public final class Lints {
    private Lints() {}

    public static List<CertificateLint> certificates() {
        return Stream.concat(CertificateLints.all().stream(), BaselineLints.certificates().stream())
                .toList();
    }

    public static List<CrlLint> crls() {
        return Stream.concat(CrlLints.all().stream(), BaselineLints.crls().stream())
                .toList();
    }
}
