package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadCertificate;

final class IssuerAuthority implements CertificateLint {

    @Override
    public String name() {
        return "issuer-authority";
    }

    @Override
    public String citation() {
        return "RFC 5280, sections 4.2.1.3, 4.2.1.9 and 6.1.4";
    }

    @Override
    public String rule() {
        return "The issuer may issue: it is a CA, allowed to sign certificates, and this deep.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        ReadCertificate issuer = c.issuer();
        if (issuer == null || c.selfSigned()) {
            return;
        }
        BasicConstraints constraints = issuer.extensions().decoded(Extension.basicConstraints, BasicConstraints.class);
        if (constraints == null || !constraints.isCA()) {
            out.error("the issuer is not a CA");
            return;
        }
        ASN1Integer pathLength = constraints.getPathLenConstraintInteger();
        if (pathLength != null
                && pathLength.hasValue(0)
                && c.certificate().authority()
                && !c.certificate().selfIssued()) {
            out.error("the issuer must not issue to another CA: its pathLenConstraint is 0");
        }
        Integer usage = issuer.keyUsage();
        if (usage != null && (usage & KeyUsage.keyCertSign) == 0) {
            out.error("the issuer's key usage lacks keyCertSign");
        }
    }
}
