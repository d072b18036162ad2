package org.httpca.lint.rfc5280;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadCrlEntry;
import org.httpca.lint.subject.ReadExtension;

final class CrlReasons implements CrlLint {
    private static final int UNUSED = 7;
    private static final BigInteger LAST = BigInteger.valueOf(CRLReason.aACompromise);

    @Override
    public String name() {
        return "crl-reasons";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 5.3.1";
    }

    @Override
    public String rule() {
        return "A reason is one that has a name; unspecified is said by silence, removeFromCRL only in "
                + "deltas; it is not critical.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {

        for (ReadCrlEntry entry : c.crl().entries()) {
            ReadExtension extension = entry.extensions().find(Extension.reasonCode);
            ASN1Enumerated reason = entry.extensions().decoded(Extension.reasonCode, ASN1Enumerated.class);
            if (extension != null && extension.critical()) {
                out.error("is critical");
            }
            if (reason == null) {
                continue;
            }
            if (reason.hasValue(CRLReason.unspecified)) {
                out.recommended("says unspecified, where it should say nothing");
            } else if (reason.hasValue(CRLReason.removeFromCRL)) {
                if (!c.crl().delta()) {
                    out.error("says removeFromCRL, and this is no delta CRL");
                }
            } else if (reason.hasValue(UNUSED)
                    || reason.getValue().signum() < 0
                    || reason.getValue().compareTo(LAST) > 0) {
                out.error("is a number without a meaning");
            }
        }
    }
}
