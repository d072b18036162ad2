package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.X509ObjectIdentifiers;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadExtensions;

final class AuthorityInformation implements CertificateLint {

    @Override
    public String name() {
        return "authority-information-access";
    }

    @Override
    public String citation() {
        return "RFC 5280, sections 4.2.2.1 and 8";
    }

    @Override
    public String rule() {
        return "authorityInfoAccess has absolute URIs by http, at least one; it is not critical.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        ReadExtensions extensions = c.certificate().extensions();
        ExtensionFields.checkNotCritical(extensions.find(Extension.authorityInfoAccess), out);
        AuthorityInformationAccess access =
                extensions.decoded(Extension.authorityInfoAccess, AuthorityInformationAccess.class);
        if (access == null) {
            return;
        }
        AccessDescription[] descriptions = access.getAccessDescriptions();
        for (AccessDescription description : descriptions) {
            boolean issuers = X509ObjectIdentifiers.id_ad_caIssuers.equals(description.getAccessMethod());
            WebAddresses.check(description.getAccessLocation(), !issuers, out);
        }
    }
}
