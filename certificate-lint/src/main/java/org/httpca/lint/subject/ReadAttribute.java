package org.httpca.lint.subject;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.jspecify.annotations.Nullable;

/**
 * An AttributeTypeAndValue of a Name.
 *
 * @param shared whether its RelativeDistinguishedName has others beside it
 */
public record ReadAttribute(ASN1ObjectIdentifier type, ASN1Encodable value, boolean shared) {

    /** The text; null when the value is no string, or its octets are not what its type of string takes. */
    public @Nullable String text() {
        try {
            return value.toASN1Primitive() instanceof ASN1String string ? string.getString() : null;
        } catch (RuntimeException e) {
            return null;
        }
    }
}
