package org.httpca.lint.rfc5280;

import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadExtension;
import org.httpca.lint.subject.ReadExtensions;

final class PolicyMappingsOfKind implements CertificateLint {
    private static final ASN1ObjectIdentifier ANY = new ASN1ObjectIdentifier("2.5.29.32.0");

    @Override
    public String name() {
        return "policy-mappings";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2.1.5";
    }

    @Override
    public String rule() {
        return "Policy mappings are critical, in CAs only, not empty, and map neither from nor to anyPolicy.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        ReadExtensions extensions = c.certificate().extensions();
        ReadExtension extension = extensions.find(Extension.policyMappings);
        ASN1ObjectIdentifier[] mapped = extensions.decoded(Extension.policyMappings, ASN1ObjectIdentifier[].class);
        if (extension == null || mapped == null) {
            return;
        }
        if (!extension.critical()) {
            out.recommended("is not critical");
        }
        if (!c.certificate().authority()) {
            out.error("is in something else than a CA");
        }
        if (mapped.length == 0) {
            out.error("is empty");
        }
        if (List.of(mapped).contains(ANY)) {
            out.error("maps from or to anyPolicy");
        }
    }
}
