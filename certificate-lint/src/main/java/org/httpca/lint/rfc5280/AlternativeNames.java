package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.httpca.lint.subject.ReadCertificate;

/** The names of the subjectAltName, for those who look at one kind of them. */
public final class AlternativeNames {
    private static final GeneralName[] NONE = {};

    private AlternativeNames() {}

    /** In their order; none where there is no subjectAltName, or it cannot be read. */
    public static GeneralName[] of(ReadCertificate certificate) {
        GeneralNames names = certificate.extensions().decoded(Extension.subjectAlternativeName, GeneralNames.class);
        return names == null ? NONE : names.getNames();
    }

    /** The text of a dNSName, an rfc822Name or a URI. */
    public static String text(GeneralName name) {
        return ASN1IA5String.getInstance(name.getName()).getString();
    }
}
