package org.httpca.lint.subject;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Primitive;
import org.jspecify.annotations.Nullable;

/** Strict reading of values that are parts of one another; the first defect of their encoding counts for all. */
final class Defects {
    private @Nullable String first;

    /**
     * The value.
     *
     * @throws IOException if it is none; why, is the first defect, unless there was one before
     */
    ASN1Primitive in(byte[] der) throws IOException {
        Reading<ASN1Primitive> reading = Der.read(der, Integer.MAX_VALUE);
        found(reading.defect());
        ASN1Primitive value = reading.value();
        if (value == null) {
            throw new IOException(reading.defect());
        }
        return value;
    }

    void found(@Nullable String defect) {
        if (first == null) {
            first = defect;
        }
    }

    @Nullable
    String first() {
        return first;
    }
}
