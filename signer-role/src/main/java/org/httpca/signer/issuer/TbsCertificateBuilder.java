package org.httpca.signer.issuer;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** Puts together the DER of one TBSCertificate, version 3 (RFC 5280, section 4.1.2). Nothing here decides what goes in. */
public final class TbsCertificateBuilder {
    private final V3TBSCertificateGenerator fields = new V3TBSCertificateGenerator();
    private final ExtensionsGenerator extensions = new ExtensionsGenerator();

    /**
     * @param algorithm the algorithm of the key that will sign
     * @param issuer the subject of the CA whose key will sign
     */
    public TbsCertificateBuilder(
            BigInteger serial,
            AlgorithmIdentifier algorithm,
            X500Name issuer,
            Validity validity,
            X500Name subject,
            SubjectPublicKeyInfo key) {
        fields.setSerialNumber(new ASN1Integer(serial));
        fields.setSignature(algorithm);
        fields.setIssuer(issuer);
        fields.setStartDate(validity.start());
        fields.setEndDate(validity.end());
        fields.setSubject(subject);
        fields.setSubjectPublicKeyInfo(key);
    }

    public TbsCertificateBuilder critical(ASN1ObjectIdentifier extension, ASN1Encodable value) {
        return add(extension, true, value);
    }

    public TbsCertificateBuilder extension(ASN1ObjectIdentifier extension, ASN1Encodable value) {
        return add(extension, false, value);
    }

    /** Where the issuer's certificate and CRL are: AIA caIssuers (section 4.2.2.1) and the distribution point (4.2.1.13). */
    public TbsCertificateBuilder pointingAt(String issuerCertificateUrl, String crlUrl) {
        return pointingAt(
                new AuthorityInformationAccess(AccessDescription.id_ad_caIssuers, uri(issuerCertificateUrl)), crlUrl);
    }

    /** As {@link #pointingAt(String, String)}, and where OCSP is answered: AIA ocsp. */
    public TbsCertificateBuilder pointingAt(String issuerCertificateUrl, String crlUrl, String ocspUrl) {
        return pointingAt(
                new AuthorityInformationAccess(new AccessDescription[] {
                    new AccessDescription(AccessDescription.id_ad_ocsp, uri(ocspUrl)),
                    new AccessDescription(AccessDescription.id_ad_caIssuers, uri(issuerCertificateUrl))
                }),
                crlUrl);
    }

    private TbsCertificateBuilder pointingAt(AuthorityInformationAccess access, String crlUrl) {
        extension(Extension.authorityInfoAccess, access);
        DistributionPointName place = new DistributionPointName(new GeneralNames(uri(crlUrl)));
        return extension(
                Extension.cRLDistributionPoints,
                new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(place, null, null)}));
    }

    public byte[] toDer() {
        try {
            fields.setExtensions(extensions.generate());
            return fields.generateTBSCertificate().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("A TBSCertificate cannot be encoded", e);
        }
    }

    private TbsCertificateBuilder add(ASN1ObjectIdentifier extension, boolean critical, ASN1Encodable value) {
        try {
            extensions.addExtension(extension, critical, value);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException("The extension " + extension + " cannot be encoded", e);
        }
    }

    private static GeneralName uri(String value) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, value);
    }
}
