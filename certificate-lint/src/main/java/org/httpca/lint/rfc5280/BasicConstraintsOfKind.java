package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadExtension;

final class BasicConstraintsOfKind implements CertificateLint {

    @Override
    public String name() {
        return "basic-constraints";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2.1.9";
    }

    @Override
    public String rule() {
        return "basicConstraints is critical in a CA, and false or absent elsewhere; a path length "
                + "stands only beside cA.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        ReadExtension extension = c.certificate().extensions().find(Extension.basicConstraints);
        BasicConstraints constraints =
                c.certificate().extensions().decoded(Extension.basicConstraints, BasicConstraints.class);
        if (extension == null || constraints == null) {
            return;
        }
        ASN1Integer pathLength = constraints.getPathLenConstraintInteger();
        if (constraints.isCA() && !extension.critical()) {
            out.error("is not critical in a CA");
        }
        if (pathLength != null && !constraints.isCA()) {
            out.error("has a pathLenConstraint without cA");
        }
        if (pathLength != null && pathLength.getValue().signum() < 0) {
            out.error("has a negative pathLenConstraint");
        }
        if (!constraints.isCA() && writesDefault(constraints)) {
            out.error("writes out cA FALSE, which DER leaves out");
        }
    }

    private static boolean writesDefault(BasicConstraints constraints) {
        return constraints.toASN1Primitive() instanceof ASN1Sequence fields
                && fields.size() > (constraints.getPathLenConstraintInteger() == null ? 0 : 1);
    }
}
