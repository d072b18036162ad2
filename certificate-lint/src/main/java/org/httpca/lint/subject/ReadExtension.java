package org.httpca.lint.subject;

import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.jspecify.annotations.Nullable;

/** An Extension (RFC 5280, section 4.1.2.9). Its value is decoded when first asked for. Thread-safe: issuers are shared. */
public final class ReadExtension {
    private static final Object NOTHING = new Object();

    private final ASN1ObjectIdentifier id;
    private final boolean critical;
    private final boolean falseWritten;
    private final byte[] value;
    private volatile @Nullable Object decoded;

    private ReadExtension(ASN1ObjectIdentifier id, boolean critical, boolean falseWritten, byte[] value) {
        this.id = id;
        this.critical = critical;
        this.falseWritten = falseWritten;
        this.value = value;
    }

    static ReadExtension of(ASN1Encodable encoded) {
        ASN1Sequence parts = ASN1Sequence.getInstance(encoded);
        int size = parts.size();
        if (size != 2 && size != 3) {
            throw new IllegalArgumentException("not an Extension");
        }
        boolean critical =
                size == 3 && ASN1Boolean.getInstance(parts.getObjectAt(1)).isTrue();
        return new ReadExtension(
                ASN1ObjectIdentifier.getInstance(parts.getObjectAt(0)),
                critical,
                size == 3 && !critical,
                ASN1OctetString.getInstance(parts.getObjectAt(size - 1)).getOctets());
    }

    public ASN1ObjectIdentifier id() {
        return id;
    }

    public boolean critical() {
        return critical;
    }

    /** Whether {@code critical FALSE} is written out, which DER forbids of a default (X.690, section 11.5). */
    public boolean falseWritten() {
        return falseWritten;
    }

    /** Whether this is a kind of extension that is read here, and its value is not the DER of one. */
    public boolean malformed() {
        return ExtensionSyntax.knows(id) && decoded() == null;
    }

    /** The value, as {@link ExtensionSyntax} represents it; null when it is malformed or of no kind that is read here. */
    @SuppressWarnings("ReferenceEquality") // one object stands for nothing
    public @Nullable Object decoded() {
        Object known = decoded;
        if (known == null) {
            Object fresh = ExtensionSyntax.decode(id, value);
            known = fresh == null ? NOTHING : fresh;
            decoded = known;
        }
        return known == NOTHING ? null : known;
    }
}
