package org.httpca.signer.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.Time;
import org.httpca.pki.LongOctets;
import org.httpca.pki.RevocationReason;

/** The revokedCertificates of a CRL (RFC 5280, section 5.1.2.6): gathered as DER, of some fifty octets each. */
public final class CrlEntries {
    private final LongOctets.Builder der = new LongOctets.Builder();
    private final Map<RevocationReason, Extensions> reasons = new EnumMap<>(RevocationReason.class);
    private int count;

    /** @param reason unspecified is left out (section 5.3.1) */
    public void add(BigInteger serial, Instant at, RevocationReason reason) {
        ASN1EncodableVector fields = new ASN1EncodableVector(3);
        fields.add(new ASN1Integer(serial));
        fields.add(new Time(date(at)));
        if (reason != RevocationReason.UNSPECIFIED) {
            fields.add(reasons.computeIfAbsent(reason, CrlEntries::extensions));
        }
        try {
            der.write(new DERSequence(fields).getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new UncheckedIOException("An entry of a CRL cannot be encoded", e);
        }
        count++;
    }

    public int count() {
        return count;
    }

    LongOctets der() {
        return der.build();
    }

    private static Extensions extensions(RevocationReason reason) {
        try {
            return new Extensions(Extension.create(Extension.reasonCode, false, CRLReason.lookup(reason.code())));
        } catch (IOException e) {
            throw new UncheckedIOException("A reason cannot be encoded", e);
        }
    }

    /** To the second, as it stands in certificates and CRLs. */
    static Date date(Instant instant) {
        return Date.from(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
