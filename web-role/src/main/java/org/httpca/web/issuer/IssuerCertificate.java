package org.httpca.web.issuer;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.DistinguishedNames;
import org.httpca.pki.Octets;
import org.httpca.pki.SerialNumbers;
import org.httpca.pki.SubjectKey;
import org.httpca.pki.VerificationKey;

/** Reads a CA certificate, which came in a verified message, for people to see. */
final class IssuerCertificate {
    private IssuerCertificate() {}

    static IssuerView view(
            String name, byte[] der, byte[][] chain, boolean root, byte[][] alternates, List<CrlView> crls) {
        try {
            X509CertificateHolder certificate = new X509CertificateHolder(der);
            SubjectKey key = SubjectKey.of(certificate.getSubjectPublicKeyInfo());
            return new IssuerView(
                    name,
                    Octets.of(der),
                    Arrays.stream(chain).map(Octets::of).toList(),
                    root,
                    alternates(alternates),
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

    /** A root at the end of a chain, which whoever trusts it has already. Its own name alone does not make one. */
    private static boolean isRoot(Octets der) throws IOException {
        Certificate certificate = Certificate.getInstance(der.toArray());
        try {
            return certificate.getSubject().equals(certificate.getIssuer())
                    && VerificationKey.of(certificate.getSubjectPublicKeyInfo()).signed(certificate);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Of each chain its certificates, which stand one after the other, without the root. */
    private static List<List<Octets>> alternates(byte[][] chains) throws IOException {
        List<List<Octets>> alternates = new ArrayList<>();
        for (byte[] chain : chains) {
            List<Octets> certificates = new ArrayList<>();
            ASN1InputStream in = new ASN1InputStream(chain);
            for (ASN1Primitive each = in.readObject(); each != null; each = in.readObject()) {
                certificates.add(Octets.of(each.getEncoded(ASN1Encoding.DER)));
            }
            if (!certificates.isEmpty() && isRoot(certificates.get(certificates.size() - 1))) {
                certificates.remove(certificates.size() - 1);
            }
            if (!certificates.isEmpty()) {
                alternates.add(certificates);
            }
        }
        return alternates;
    }
}
