package org.httpca.lint.rfc5280;

import java.net.URI;
import java.net.URISyntaxException;
import org.bouncycastle.asn1.x509.GeneralName;
import org.httpca.lint.subject.CertificateUnderLint;

final class Uris implements CertificateLint {

    @Override
    public String name() {
        return "uris";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2.1.6; RFC 3986, section 4.3";
    }

    @Override
    public String rule() {
        return "A URI in the subjectAltName is absolute, in ASCII, and names something after its scheme.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        for (GeneralName name : AlternativeNames.of(c.certificate())) {
            if (name.getTagNo() == GeneralName.uniformResourceIdentifier) {
                String text = AlternativeNames.text(name);
                if (!absolute(text)) {
                    out.error(Findings.quoted(text) + " is not an absolute URI");
                }
            }
        }
    }

    private static boolean absolute(String text) {
        try {
            URI uri = new URI(text);
            boolean hierarchical = uri.getRawSchemeSpecificPart() != null
                    && uri.getRawSchemeSpecificPart().startsWith("//");
            return uri.isAbsolute()
                    && WebAddresses.ascii(text)
                    && (!hierarchical
                            || uri.getRawAuthority() != null
                                    && !uri.getRawAuthority().isEmpty());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
