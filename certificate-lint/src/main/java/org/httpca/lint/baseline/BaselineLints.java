package org.httpca.lint.baseline;

import java.util.List;
import org.httpca.lint.rfc5280.CertificateLint;
import org.httpca.lint.rfc5280.CrlLint;

/** The lints that stand on the Baseline Requirements, in the order of the fields. */
public final class BaselineLints {
    private static final List<CertificateLint> CERTIFICATES = List.of(
            new Lifetime(),
            new SubjectAttributesUnique(),
            new SubjectRelativeNames(),
            new CommonName(),
            new RsaKey(),
            new RootExtensions(),
            new OcspResponder(),
            new AlternativeNameKinds());

    private static final List<CrlLint> CRLS = List.of(new CrlLifetime());

    private BaselineLints() {}

    public static List<CertificateLint> certificates() {
        return CERTIFICATES;
    }

    public static List<CrlLint> crls() {
        return CRLS;
    }
}
