package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadCertificate;
import org.httpca.lint.subject.ReadName;

/** Names of a kind that is not constrained are free (section 4.2.1.10). */
final class WithinNameConstraints implements CertificateLint {

    @Override
    public String name() {
        return "within-name-constraints";
    }

    @Override
    public String citation() {
        return "RFC 5280, sections 4.2.1.10 and 6.1.3 (b) and (c)";
    }

    @Override
    public String rule() {
        return "The subject and its alternative names are within the issuer's name constraints.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        ReadCertificate issuer = c.issuer();
        NameConstraints constraints = issuer == null || c.selfSigned()
                ? null
                : issuer.extensions().decoded(Extension.nameConstraints, NameConstraints.class);
        if (constraints == null) {
            return;
        }
        PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
        if (constraints.getPermittedSubtrees() != null) {
            validator.intersectPermittedSubtree(constraints.getPermittedSubtrees());
        }
        if (constraints.getExcludedSubtrees() != null) {
            for (GeneralSubtree subtree : constraints.getExcludedSubtrees()) {
                validator.addExcludedSubtree(subtree);
            }
        }
        ReadName subject = c.certificate().subject();
        if (!subject.isEmpty()) {
            check(validator, new GeneralName(subject.name()), out);
        }
        for (GeneralName name : AlternativeNames.of(c.certificate())) {
            check(validator, name, out);
        }
    }

    private static void check(PKIXNameConstraintValidator validator, GeneralName name, Findings out) {
        try {
            validator.checkPermitted(name);
            validator.checkExcluded(name);
        } catch (NameConstraintValidatorException e) {
            out.error("a name is outside of them: " + Findings.quoted(name.toString()));
        }
    }
}
