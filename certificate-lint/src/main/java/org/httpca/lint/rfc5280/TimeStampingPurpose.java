package org.httpca.lint.rfc5280;

import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadExtension;
import org.httpca.lint.subject.ReadExtensions;

final class TimeStampingPurpose implements CertificateLint {
    private static final ASN1ObjectIdentifier TIME_STAMPING = KeyPurposeId.id_kp_timeStamping.toOID();

    @Override
    public String name() {
        return "time-stamping-purpose";
    }

    @Override
    public String citation() {
        return "RFC 3161, section 2.3";
    }

    @Override
    public String rule() {
        return "A key for time stamps is for nothing else, and critically so.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        ReadExtensions extensions = c.certificate().extensions();
        ReadExtension extension = extensions.find(Extension.extendedKeyUsage);
        ASN1ObjectIdentifier[] purposes = extensions.decoded(Extension.extendedKeyUsage, ASN1ObjectIdentifier[].class);
        if (extension == null
                || purposes == null
                || c.certificate().authority()
                || !List.of(purposes).contains(TIME_STAMPING)) {
            return;
        }
        if (purposes.length > 1) {
            out.error("has other purposes beside timeStamping");
        }
        if (!extension.critical()) {
            out.error("is not critical");
        }
    }
}
