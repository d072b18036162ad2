package org.httpca.lint.rfc5280;

import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadExtensions;

/**
 * End entities are named in the subjectAltName, where alone clients look for a server's names. A delegated OCSP
 * responder, which is good for nothing else, is found by its key and needs none.
 */
final class AlternativeNamesPresent implements CertificateLint {
    private static final ASN1ObjectIdentifier SERVER = KeyPurposeId.id_kp_serverAuth.toOID();
    private static final List<ASN1ObjectIdentifier> ONLY_OCSP = List.of(KeyPurposeId.id_kp_OCSPSigning.toOID());

    @Override
    public String name() {
        return "subject-alternative-name";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2.1.6; RFC 9525, section 6.2; RFC 6960, section 4.2.2.2";
    }

    @Override
    public String rule() {
        return "End entities are named in the subjectAltName; a delegated OCSP responder needs none.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        ReadExtensions extensions = c.certificate().extensions();
        GeneralNames names = extensions.decoded(Extension.subjectAlternativeName, GeneralNames.class);
        if (names != null && names.getNames().length == 0) {
            out.error("is empty");
        }
        if (extensions.find(Extension.subjectAlternativeName) != null
                || c.certificate().authority()) {
            return;
        }
        ASN1ObjectIdentifier[] purposes = extensions.decoded(Extension.extendedKeyUsage, ASN1ObjectIdentifier[].class);
        List<ASN1ObjectIdentifier> known = purposes == null ? List.of() : List.of(purposes);
        if (known.contains(SERVER)) {
            out.error("is missing in a server's certificate");
        } else if (!known.equals(ONLY_OCSP)) {
            out.recommended("is missing in an end entity");
        }
    }
}
