package org.httpca.web.issuer;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.DistinguishedNames;
import org.httpca.pki.Octets;
import org.httpca.pki.SerialNumbers;
import org.httpca.pki.SubjectKey;

/** Reads a CA certificate, which came in a verified message, for people to see. */
final class IssuerCertificate {
    private IssuerCertificate() {}

    static IssuerView view(String name, byte[] der, byte[][] chain, boolean root, List<CrlView> crls) {
        try {
            X509CertificateHolder certificate = new X509CertificateHolder(der);
            SubjectKey key = SubjectKey.of(certificate.getSubjectPublicKeyInfo());
            return new IssuerView(
                    name,
                    Octets.of(der),
                    Arrays.stream(chain).map(Octets::of).toList(),
                    root,
                    Octets.of(der).sha256().hex(),
                    DistinguishedNames.text(certificate.getSubject()),
                    SerialNumbers.hex(certificate.getSerialNumber()),
                    key.label(),
                    key.sha256(),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    crls);
        } catch (IOException e) {
            throw new IllegalStateException("The certificate of issuer " + name + " in the database is unreadable.", e);
        }
    }
}
