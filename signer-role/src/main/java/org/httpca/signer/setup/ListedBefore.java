package org.httpca.signer.setup;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.httpca.pki.RevocationReason;

/** An entry of the CRL before, which the next has as well. */
record ListedBefore(BigInteger serial, Instant at, RevocationReason reason) {

    static List<ListedBefore> in(X509CRLHolder crl) {
        List<ListedBefore> entries = new ArrayList<>();
        for (Object each : crl.getRevokedCertificates()) {
            X509CRLEntryHolder entry = (X509CRLEntryHolder) each;
            entries.add(new ListedBefore(
                    entry.getSerialNumber(), entry.getRevocationDate().toInstant(), reason(entry)));
        }
        return entries;
    }

    private static RevocationReason reason(X509CRLEntryHolder entry) {
        Extension extension = entry.getExtension(Extension.reasonCode);
        return extension == null
                ? RevocationReason.UNSPECIFIED
                : RevocationReason.ofCode(ASN1Enumerated.getInstance(extension.getParsedValue())
                                .intValueExact())
                        .orElse(RevocationReason.UNSPECIFIED);
    }
}
