package org.httpca.lint.rfc5280;

import java.util.Arrays;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.lint.subject.ReadCertificate;
import org.httpca.lint.subject.ReadExtension;
import org.httpca.lint.subject.ReadExtensions;
import org.jspecify.annotations.Nullable;

/** The authorityKeyIdentifier, as certificates and CRLs have it alike. */
final class AuthorityKeyIdentifiers {
    private AuthorityKeyIdentifiers() {}

    /** @param mayBeAbsent as in what the issuer signed for itself */
    static void check(ReadExtensions extensions, @Nullable ReadCertificate issuer, boolean mayBeAbsent, Findings out) {
        ReadExtension extension = extensions.find(Extension.authorityKeyIdentifier);
        ExtensionFields.checkNotCritical(extension, out);
        AuthorityKeyIdentifier identifier =
                extensions.decoded(Extension.authorityKeyIdentifier, AuthorityKeyIdentifier.class);
        if (extension == null && !mayBeAbsent) {
            out.error("is missing");
        }
        if (identifier == null) {
            return;
        }
        byte[] key = identifier.getKeyIdentifierOctets();
        if (key == null) {
            out.error("has no keyIdentifier");
        } else if (issuer != null) {
            ASN1OctetString own = issuer.extensions().decoded(Extension.subjectKeyIdentifier, ASN1OctetString.class);
            if (own != null && !Arrays.equals(own.getOctets(), key)) {
                out.error("differs from the subjectKeyIdentifier of the issuer");
            }
        }
        if ((identifier.getAuthorityCertIssuer() == null) != (identifier.getAuthorityCertSerialNumber() == null)) {
            out.error("has one of authorityCertIssuer and authorityCertSerialNumber without the other");
        }
    }
}
