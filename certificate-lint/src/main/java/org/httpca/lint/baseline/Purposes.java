package org.httpca.lint.baseline;

import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.httpca.lint.subject.ReadCertificate;

/** What a certificate is for. */
final class Purposes {
    private static final ASN1ObjectIdentifier SERVER = KeyPurposeId.id_kp_serverAuth.toOID();
    private static final ASN1ObjectIdentifier OCSP = KeyPurposeId.id_kp_OCSPSigning.toOID();

    private Purposes() {}

    /** Whether it is an end entity that says that it is for TLS servers. */
    static boolean server(ReadCertificate certificate) {
        return has(certificate, SERVER);
    }

    /** Whether it is an end entity that may sign OCSP answers. */
    static boolean ocsp(ReadCertificate certificate) {
        return has(certificate, OCSP);
    }

    private static boolean has(ReadCertificate certificate, ASN1ObjectIdentifier wanted) {
        ASN1ObjectIdentifier[] purposes =
                certificate.extensions().decoded(Extension.extendedKeyUsage, ASN1ObjectIdentifier[].class);
        return purposes != null && List.of(purposes).contains(wanted) && !certificate.authority();
    }
}
