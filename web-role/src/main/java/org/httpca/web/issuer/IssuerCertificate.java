package org.httpca.web.issuer;

import java.io.IOException;
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

    /** A root at the end of a chain: nothing else is its own issuer there. */
    static boolean isSelfIssued(Octets der) {
        Certificate certificate = Certificate.getInstance(der.toArray());
        return certificate.getSubject().equals(certificate.getIssuer());
    }

    /** Of each chain its certificates, which stand one after the other. */
    private static List<List<Octets>> alternates(byte[][] chains) throws IOException {
        List<List<Octets>> alternates = new ArrayList<>();
        for (byte[] chain : chains) {
            List<Octets> certificates = new ArrayList<>();
            ASN1InputStream in = new ASN1InputStream(chain);
            for (ASN1Primitive each = in.readObject(); each != null; each = in.readObject()) {
                certificates.add(Octets.of(each.getEncoded(ASN1Encoding.DER)));
            }
            alternates.add(certificates);
        }
        return alternates;
    }
}
