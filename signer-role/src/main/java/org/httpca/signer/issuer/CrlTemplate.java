package org.httpca.signer.issuer;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.LongOctets;
import org.httpca.pki.crl.DerSequence;

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
        CrlEntries revoked) {
    private static final ASN1Integer V2 = new ASN1Integer(1);

    /** Its DER. */
    public LongOctets toBeSigned() {
        return DerSequence.of(
                DerSequence.value(V2),
                DerSequence.value(algorithm),
                DerSequence.value(issuer.getSubject()),
                DerSequence.value(new Time(CrlEntries.date(thisUpdate))),
                DerSequence.value(new Time(CrlEntries.date(nextUpdate))),
                // where nothing is revoked, the list is left out (section 5.1.2.6)
                revoked.count() == 0 ? LongOctets.of() : DerSequence.of(revoked.der()),
                DerSequence.value(new DERTaggedObject(true, 0, extensions())));
    }

    private Extensions extensions() {
        try {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.authorityKeyIdentifier, false, KeyIdentifiers.authority(issuer));
            extensions.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
            return extensions.generate();
        } catch (IOException e) {
            throw new IllegalStateException("A CRL cannot be encoded", e);
        }
    }
}
