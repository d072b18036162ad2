package org.httpca.lint.subject;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.jspecify.annotations.Nullable;

/** The Extensions of a certificate, a CRL or an entry of one, in their order, and with whatever is there twice. */
public final class ReadExtensions {
    static final ReadExtensions NONE = new ReadExtensions(List.of(), false);

    private final List<ReadExtension> all;
    private final boolean present;

    private ReadExtensions(List<ReadExtension> all, boolean present) {
        this.all = all;
        this.present = present;
    }

    static ReadExtensions of(ASN1Encodable encoded) {
        ASN1Sequence sequence = ASN1Sequence.getInstance(encoded);
        List<ReadExtension> all = new ArrayList<>(sequence.size());
        for (ASN1Encodable extension : sequence) {
            all.add(ReadExtension.of(extension));
        }
        return new ReadExtensions(all, true);
    }

    public List<ReadExtension> all() {
        return all;
    }

    /** Whether the field is there, be it empty (which RFC 5280, section 4.1, forbids). */
    public boolean present() {
        return present;
    }

    /** The first of this kind; null when there is none. */
    public @Nullable ReadExtension find(ASN1ObjectIdentifier id) {
        for (ReadExtension extension : all) {
            if (extension.id().equals(id)) {
                return extension;
            }
        }
        return null;
    }

    /** The value of the first of this kind; null when there is none, or it is malformed. */
    public <T> @Nullable T decoded(ASN1ObjectIdentifier id, Class<T> type) {
        ReadExtension extension = find(id);
        Object decoded = extension == null ? null : extension.decoded();
        return type.isInstance(decoded) ? type.cast(decoded) : null;
    }
}
