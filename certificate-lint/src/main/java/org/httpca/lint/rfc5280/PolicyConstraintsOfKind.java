package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadExtension;
import org.httpca.lint.subject.ReadExtensions;

final class PolicyConstraintsOfKind implements CertificateLint {

    @Override
    public String name() {
        return "policy-constraints";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2.1.11";
    }

    @Override
    public String rule() {
        return "Policy constraints are critical, in CAs only, and not empty.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        ReadExtensions extensions = c.certificate().extensions();
        ReadExtension extension = extensions.find(Extension.policyConstraints);
        PolicyConstraints constraints = extensions.decoded(Extension.policyConstraints, PolicyConstraints.class);
        if (extension == null || constraints == null) {
            return;
        }
        AuthorityExtension.check(extension, c, out);
        if (constraints.getInhibitPolicyMapping() == null && constraints.getRequireExplicitPolicyMapping() == null) {
            out.error("is empty");
        }
    }
}
