package org.httpca.lint.subject;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.jspecify.annotations.Nullable;

/** Takes the fields of a SEQUENCE one after the other. What is left or missing is an IllegalArgumentException. */
final class Fields {
    private final ASN1Sequence sequence;
    private int at;

    Fields(@Nullable ASN1Encodable encoded) {
        this.sequence = ASN1Sequence.getInstance(encoded);
    }

    boolean more() {
        return at < sequence.size();
    }

    ASN1Encodable peek() {
        if (!more()) {
            throw new IllegalArgumentException("a field is missing");
        }
        return sequence.getObjectAt(at);
    }

    ASN1Encodable take() {
        ASN1Encodable field = peek();
        at++;
        return field;
    }

    /** The field with this context tag, if it comes next. */
    @Nullable
    ASN1TaggedObject takeTagged(int tag) {
        if (more() && peek() instanceof ASN1TaggedObject tagged && tagged.hasContextTag(tag)) {
            at++;
            return tagged;
        }
        return null;
    }

    void end() {
        if (more()) {
            throw new IllegalArgumentException("there is a field too many");
        }
    }
}
