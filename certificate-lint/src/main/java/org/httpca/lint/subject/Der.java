package org.httpca.lint.subject;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.jspecify.annotations.Nullable;

/** Strict reading of DER. */
public final class Der {
    private Der() {}

    /** Reads one value; with a defect beside it where only the encoding again of what was read shows one. */
    static Reading<ASN1Primitive> read(byte[] bytes, int largest) {
        if (bytes.length > largest) {
            return new Reading<>(null, "is larger than " + largest + " octets");
        }
        String defect = DerScan.defect(bytes);
        if (defect != null) {
            return new Reading<>(null, defect);
        }
        try {
            ASN1Primitive value = ASN1Primitive.fromByteArray(bytes);
            boolean same = Arrays.equals(value.getEncoded(ASN1Encoding.DER), bytes);
            return new Reading<>(value, same ? null : "is not DER: encoded again, it differs");
        } catch (IOException | RuntimeException e) {
            return new Reading<>(null, "cannot be read as ASN.1");
        }
    }

    /** The value, or null unless the bytes are its DER and nothing more. */
    public static @Nullable ASN1Primitive strictly(byte[] bytes) {
        Reading<ASN1Primitive> reading = read(bytes, Integer.MAX_VALUE);
        return reading.defect() == null ? reading.value() : null;
    }
}
