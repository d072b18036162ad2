package org.httpca.standalone;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.httpca.pki.Pem;

/** What a careful client checks: the platform's own path validation (RFC 5280, section 6), the name, the key, and the CRL. */
final class Verification {

    /** What held. */
    record Verified(Instant notAfter, String crlUrl) {}

    private Verification() {}

    /** @throws Demo.StepFailed with what does not hold */
    static Verified of(String fullchainPem, String rootPem, byte[] crlDer, String host, PublicKey key) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> chain = new ArrayList<>();
            for (byte[] der : Pem.decodeCertificates(fullchainPem)) {
                chain.add(parse(factory, der));
            }
            X509Certificate root =
                    parse(factory, Pem.decodeCertificates(rootPem).get(0));
            X509Certificate leaf = chain.get(0);
            CertPath path = factory.generateCertPath(chain);
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
            parameters.setRevocationEnabled(
                    false); // the leaf's CRL is looked at below; the root's is the root's affair
            CertPathValidator.getInstance("PKIX").validate(path, parameters);

            require(Arrays.equals(leaf.getPublicKey().getEncoded(), key.getEncoded()), "it is for another key");
            require(names(leaf).contains(host), "it is not for " + host);
            X509CRL crl = (X509CRL) factory.generateCRL(new ByteArrayInputStream(crlDer));
            crl.verify(chain.get(1).getPublicKey());
            require(!crl.isRevoked(leaf), "it is revoked");
            require(crl.getNextUpdate().toInstant().isAfter(Instant.now()), "the CRL is out of date");
            return new Verified(leaf.getNotAfter().toInstant(), crlUrl(leaf));
        } catch (GeneralSecurityException e) {
            throw new Demo.StepFailed("the certificate does not verify: " + e.getMessage());
        }
    }

    /** The reason for which a CRL, which this chain's issuer signed, lists the certificate; empty if it does not. */
    static Optional<String> listed(String fullchainPem, byte[] crlDer) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<byte[]> chain = Pem.decodeCertificates(fullchainPem);
            X509CRL crl = (X509CRL) factory.generateCRL(new ByteArrayInputStream(crlDer));
            crl.verify(parse(factory, chain.get(1)).getPublicKey());
            X509CRLEntry entry = crl.getRevokedCertificate(parse(factory, chain.get(0)));
            return Optional.ofNullable(entry)
                    .map(listed -> listed.getRevocationReason() == null
                            ? "UNSPECIFIED"
                            : listed.getRevocationReason().name());
        } catch (GeneralSecurityException e) {
            throw new Demo.StepFailed("the CRL does not verify: " + e.getMessage());
        }
    }

    private static X509Certificate parse(CertificateFactory factory, byte[] der) throws GeneralSecurityException {
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    }

    private static List<String> names(X509Certificate certificate) throws GeneralSecurityException {
        return certificate.getSubjectAlternativeNames().stream()
                .map(name -> String.valueOf(name.get(1)))
                .toList();
    }

    private static String crlUrl(X509Certificate certificate) throws GeneralSecurityException {
        CRLDistPoint points = CRLDistPoint.getInstance(new JcaX509CertificateHolder(certificate)
                .getExtension(Extension.cRLDistributionPoints)
                .getParsedValue());
        GeneralNames names = GeneralNames.getInstance(
                points.getDistributionPoints()[0].getDistributionPoint().getName());
        return names.getNames()[0].getName().toString();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Demo.StepFailed(otherwise);
        }
    }
}
