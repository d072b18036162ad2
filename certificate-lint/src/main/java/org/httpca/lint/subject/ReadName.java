package org.httpca.lint.subject;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x500.X500Name;

/** A Name (RFC 5280, section 4.1.2.4), compared by its bytes: what a CA writes twice, it writes alike. */
public final class ReadName {
    private final byte[] der;
    private final boolean empty;

    private ReadName(byte[] der, boolean empty) {
        this.der = der;
        this.empty = empty;
    }

    static ReadName of(ASN1Encodable encoded) throws IOException {
        X500Name name = X500Name.getInstance(encoded);
        return new ReadName(encoded.toASN1Primitive().getEncoded(ASN1Encoding.DER), name.size() == 0);
    }

    public boolean isEmpty() {
        return empty;
    }

    public boolean sameAs(ReadName other) {
        return Arrays.equals(der, other.der);
    }
}
