package org.httpca.signer.issuer;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The TBSCertList of a full CRL (RFC 5280, section 5).
 *
 * @param issuer whose CRL it is
 * @param algorithm the issuing key's
 * @param number only grows (section 5.2.3)
 * @param nextUpdate by when there will be another
 */
public record CrlTemplate(
        X509CertificateHolder issuer,
        AlgorithmIdentifier algorithm,
        long number,
        Instant thisUpdate,
        Instant nextUpdate,
        List<Revoked> revoked) {

    /**
     * One entry.
     *
     * @param reason a CRLReason (section 5.3.1); 0 stands for no reason and is left out
     */
    public record Revoked(BigInteger serial, Instant at, int reason) {}

    public byte[] toBeSigned() {
        try {
            V2TBSCertListGenerator list = new V2TBSCertListGenerator();
            list.setIssuer(issuer.getSubject());
            list.setSignature(algorithm);
            list.setThisUpdate(new Time(date(thisUpdate)));
            list.setNextUpdate(new Time(date(nextUpdate)));
            for (Revoked entry : revoked) {
                list.addCRLEntry(
                        new ASN1Integer(entry.serial()),
                        new Time(date(entry.at())),
                        entry.reason(),
                        (ASN1GeneralizedTime) null);
            }
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.authorityKeyIdentifier, false, KeyIdentifiers.authority(issuer));
            extensions.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
            list.setExtensions(extensions.generate());
            return list.generateTBSCertList().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("A CRL cannot be encoded", e);
        }
    }

    private static Date date(Instant instant) {
        return Date.from(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
