package org.httpca.lint.subject;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.httpca.pki.DistinguishedNames;
import org.jspecify.annotations.Nullable;

/** A Name (RFC 5280, section 4.1.2.4), compared by its bytes: what a CA writes twice, it writes alike. */
public final class ReadName {
    private final X500Name name;
    private final byte[] der;
    private final List<ReadAttribute> attributes;

    private ReadName(X500Name name, byte[] der, List<ReadAttribute> attributes) {
        this.name = name;
        this.der = der;
        this.attributes = attributes;
    }

    static ReadName of(ASN1Encodable encoded) throws IOException {
        X500Name name = X500Name.getInstance(encoded);
        List<ReadAttribute> attributes = new ArrayList<>();
        for (RDN relative : name.getRDNs()) {
            for (AttributeTypeAndValue attribute : relative.getTypesAndValues()) {
                attributes.add(new ReadAttribute(attribute.getType(), attribute.getValue(), relative.isMultiValued()));
            }
        }
        return new ReadName(name, encoded.toASN1Primitive().getEncoded(ASN1Encoding.DER), attributes);
    }

    public boolean isEmpty() {
        return name.size() == 0;
    }

    public boolean sameAs(ReadName other) {
        return Arrays.equals(der, other.der);
    }

    /** Every attribute, in the order in which they are written. */
    public List<ReadAttribute> attributes() {
        return attributes;
    }

    public X500Name name() {
        return name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReadName name && sameAs(name);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }

    /** As RFC 4514 writes it; untrusted text. */
    @Override
    public String toString() {
        try {
            return DistinguishedNames.text(name);
        } catch (RuntimeException e) {
            return "a name that cannot be read"; // such as a UTF8String that is not UTF-8
        }
    }
}
