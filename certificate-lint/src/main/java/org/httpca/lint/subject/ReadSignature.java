package org.httpca.lint.subject;

import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;

/**
 * What a signature adds to the octets that it signs (RFC 5280, sections 4.1.1 and 5.1.1).
 *
 * @param algorithm the outer one, which nobody signed
 * @param value the octets of the BIT STRING
 * @param unusedBits at its end; 0 in every signature that there is
 */
public record ReadSignature(ReadAlgorithm algorithm, byte[] value, int unusedBits) {

    static ReadSignature of(ASN1Encodable algorithm, ASN1Encodable value) {
        ASN1BitString bits = ASN1BitString.getInstance(value);
        return new ReadSignature(ReadAlgorithm.of(algorithm), bits.getBytes(), bits.getPadBits());
    }
}
