package org.httpca.lint.subject;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.Extension;
import org.jspecify.annotations.Nullable;

/** A TBSCertList (RFC 5280, section 5.1), read field by field. */
public final class ReadCrl {
    /** Octets. Room for more than a million entries. */
    static final int LARGEST = 64 * 1024 * 1024;

    private final @Nullable ASN1Integer version;
    private final ReadAlgorithm signature;
    private final ReadName issuer;
    private final ReadTime thisUpdate;
    private final @Nullable ReadTime nextUpdate;
    private final @Nullable List<ReadCrlEntry> entries;
    private final ReadExtensions extensions;

    private ReadCrl(Fields fields) throws IOException {
        version = fields.peek() instanceof ASN1Integer ? ASN1Integer.getInstance(fields.take()) : null;
        signature = ReadAlgorithm.of(fields.take());
        issuer = ReadName.of(fields.take());
        thisUpdate = ReadTime.of(fields.take());
        boolean ends =
                fields.more() && (fields.peek() instanceof ASN1UTCTime || fields.peek() instanceof ASN1GeneralizedTime);
        nextUpdate = ends ? ReadTime.of(fields.take()) : null;
        entries = fields.more() && fields.peek() instanceof ASN1Sequence list ? entries(list) : null;
        if (entries != null) {
            fields.take();
        }
        ASN1TaggedObject tail = fields.takeTagged(0);
        extensions = tail == null ? ReadExtensions.NONE : ReadExtensions.of(tail.getExplicitBaseObject());
        fields.end();
    }

    /** Reads the DER of a TBSCertList; never throws. */
    public static Reading<ReadCrl> of(byte[] der) {
        Reading<ASN1Primitive> reading = Der.read(der, LARGEST);
        ASN1Primitive value = reading.value();
        if (value == null) {
            return new Reading<>(null, reading.defect());
        }
        return of(value, reading.defect());
    }

    /** @param defect of the encoding, to be passed on */
    static Reading<ReadCrl> of(ASN1Encodable value, @Nullable String defect) {
        try {
            return new Reading<>(new ReadCrl(new Fields(value)), defect);
        } catch (IOException | RuntimeException e) {
            return new Reading<>(null, "is not a TBSCertList");
        }
    }

    private static List<ReadCrlEntry> entries(ASN1Sequence list) {
        List<ReadCrlEntry> entries = new ArrayList<>(list.size());
        for (ASN1Encodable entry : list) {
            entries.add(ReadCrlEntry.of(entry));
        }
        return entries;
    }

    /** As written: 1 for version 2; null when it is left out. */
    public @Nullable ASN1Integer version() {
        return version;
    }

    public ReadAlgorithm signature() {
        return signature;
    }

    public ReadName issuer() {
        return issuer;
    }

    public ReadTime thisUpdate() {
        return thisUpdate;
    }

    public @Nullable ReadTime nextUpdate() {
        return nextUpdate;
    }

    /** The revokedCertificates; null where the field is left out, as it must be when there are none. */
    public @Nullable List<ReadCrlEntry> revokedCertificates() {
        return entries;
    }

    /** The revokedCertificates, none where the field is left out. */
    public List<ReadCrlEntry> entries() {
        return entries == null ? List.of() : entries;
    }

    public ReadExtensions extensions() {
        return extensions;
    }

    /** Whether it says only what has changed since a base CRL (RFC 5280, section 5.2.4). */
    public boolean delta() {
        return extensions.find(Extension.deltaCRLIndicator) != null;
    }
}
