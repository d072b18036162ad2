package org.httpca.lint.subject;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;

/** One of the revokedCertificates (RFC 5280, section 5.1.2.6). */
public record ReadCrlEntry(BigInteger serialNumber, ReadTime revocationDate, ReadExtensions extensions) {

    static ReadCrlEntry of(ASN1Encodable encoded, KnownExtensions known) {
        Fields fields = new Fields(encoded);
        BigInteger serialNumber = ASN1Integer.getInstance(fields.take()).getValue();
        ReadTime revocationDate = ReadTime.of(fields.take());
        ReadExtensions extensions = fields.more() ? known.of(fields.take()) : ReadExtensions.NONE;
        fields.end();
        return new ReadCrlEntry(serialNumber, revocationDate, extensions);
    }
}
