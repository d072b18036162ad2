package org.httpca.signer.issuer;

import java.math.BigInteger;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The TBSCertificates of CA certificates.
 *
 * @param algorithm the signing key's: its own for a root, the root's for an issuing CA
 */
record CaTemplate(
        BigInteger serial,
        X500Name subject,
        SubjectPublicKeyInfo key,
        Validity validity,
        AlgorithmIdentifier algorithm) {

    /** A root: nothing above it can revoke it, so it points nowhere. */
    byte[] root() {
        return begin(subject, new BasicConstraints(true)).toDer();
    }

    /**
     * A CA that issues to end entities only: pathLenConstraint 0 (RFC 5280, section 4.2.1.9).
     *
     * @param rootName the root's short name, for its addresses
     */
    byte[] issuing(X509CertificateHolder root, String rootName, PublicUrl publicUrl, NameConstraint names) {
        TbsCertificateBuilder certificate = begin(root.getSubject(), new BasicConstraints(0))
                .extension(Extension.authorityKeyIdentifier, KeyIdentifiers.authority(root))
                .pointingAt(publicUrl.certificate(rootName), publicUrl.crl(rootName));
        return (names.isNone() ? certificate : certificate.critical(Extension.nameConstraints, names.extension()))
                .toDer();
    }

    /**
     * Another root, certified by this one: issuing CAs are below it, and nothing below them.
     *
     * @param other its own certificate: its key is called here what it is called there
     */
    byte[] crossed(X509CertificateHolder root, X509CertificateHolder other, String rootName, PublicUrl publicUrl) {
        return begin(root.getSubject(), new BasicConstraints(1), KeyIdentifiers.own(other))
                .extension(Extension.authorityKeyIdentifier, KeyIdentifiers.authority(root))
                .pointingAt(publicUrl.certificate(rootName), publicUrl.crl(rootName))
                .toDer();
    }

    private TbsCertificateBuilder begin(X500Name issuer, BasicConstraints constraints) {
        return begin(issuer, constraints, KeyIdentifiers.subject(key));
    }

    private TbsCertificateBuilder begin(
            X500Name issuer, BasicConstraints constraints, SubjectKeyIdentifier identifier) {
        return new TbsCertificateBuilder(serial, algorithm, issuer, validity, subject, key)
                .critical(Extension.basicConstraints, constraints)
                .critical(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .extension(Extension.subjectKeyIdentifier, identifier);
    }
}
