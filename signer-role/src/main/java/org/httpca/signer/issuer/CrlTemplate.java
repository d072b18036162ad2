package org.httpca.signer.issuer;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.LongOctets;
import org.httpca.pki.crl.DerSequence;
import org.jspecify.annotations.Nullable;

/**
 * The TBSCertList of a CRL (RFC 5280, section 5).
 *
 * @param issuer whose CRL it is
 * @param algorithm the issuing key's
 * @param number only grows (section 5.2.3)
 * @param nextUpdate by when there will be another
 * @param scope of which certificates it is, and since when
 */
public record CrlTemplate(
        X509CertificateHolder issuer,
        AlgorithmIdentifier algorithm,
        long number,
        Instant thisUpdate,
        Instant nextUpdate,
        CrlEntries revoked,
        Scope scope) {
    private static final ASN1Integer V2 = new ASN1Integer(1);

    /** Of all certificates of the issuer, without a delta. */
    public CrlTemplate(
            X509CertificateHolder issuer,
            AlgorithmIdentifier algorithm,
            long number,
            Instant thisUpdate,
            Instant nextUpdate,
            CrlEntries revoked) {
        this(issuer, algorithm, number, thisUpdate, nextUpdate, revoked, Scope.complete(null));
    }

    /**
     * Which certificates a CRL is about.
     *
     * @param points those that name one of these URLs as their distribution point; empty: all
     * @param base the number of the CRL since which it lists changes; null: it lists what is revoked
     * @param delta where there is one of the changes since (section 5.2.6); null: nowhere
     */
    public record Scope(
            List<String> points,
            @Nullable Long base,
            @Nullable String delta) {
        public Scope {
            points = List.copyOf(points);
        }

        public static Scope complete(@Nullable String delta) {
            return new Scope(List.of(), null, delta);
        }

        public static Scope of(List<String> points) {
            return new Scope(points, null, null);
        }

        public static Scope since(long base) {
            return new Scope(List.of(), base, null);
        }
    }

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
            Long base = scope.base();
            if (base != null) {
                extensions.addExtension(Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.valueOf(base)));
            }
            if (!scope.points().isEmpty()) {
                extensions.addExtension(
                        Extension.issuingDistributionPoint,
                        true,
                        new IssuingDistributionPoint(place(scope.points()), false, false, null, false, false));
            }
            String delta = scope.delta();
            if (delta != null) {
                extensions.addExtension(Extension.freshestCRL, false, new CRLDistPoint(new DistributionPoint[] {
                    new DistributionPoint(place(List.of(delta)), null, null)
                }));
            }
            return extensions.generate();
        } catch (IOException e) {
            throw new IllegalStateException("A CRL cannot be encoded", e);
        }
    }

    private static DistributionPointName place(List<String> urls) {
        return new DistributionPointName(new GeneralNames(urls.stream()
                .map(url -> new GeneralName(GeneralName.uniformResourceIdentifier, url))
                .toArray(GeneralName[]::new)));
    }
}
