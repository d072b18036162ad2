package org.httpca.lint.subject;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.pki.LongOctets;
import org.httpca.pki.crl.CrlFields;
import org.jspecify.annotations.Nullable;

/** A TBSCertList (RFC 5280, section 5.1), read field by field. */
public final class ReadCrl {
    /** Octets. Room for more than a million entries. */
    static final long LARGEST = 64 * 1024 * 1024;

    private final @Nullable ASN1Integer version;
    private final ReadAlgorithm signature;
    private final ReadName issuer;
    private final ReadTime thisUpdate;
    private final @Nullable ReadTime nextUpdate;
    private final ReadCrlEntries entries;
    private final ReadExtensions extensions;

    private ReadCrl(CrlFields fields, Defects defects) throws IOException {
        byte[] written = fields.version();
        version = written == null ? null : ASN1Integer.getInstance(defects.in(written));
        signature = ReadAlgorithm.of(defects.in(fields.signature()));
        issuer = ReadName.of(defects.in(fields.issuer()));
        thisUpdate = ReadTime.of(defects.in(fields.thisUpdate()));
        byte[] next = fields.nextUpdate();
        nextUpdate = next == null ? null : ReadTime.of(defects.in(next));
        LongOctets list = fields.entries();
        entries = list == null ? ReadCrlEntries.NONE : ReadCrlEntries.of(list, defects);
        byte[] tail = fields.extensions();
        extensions = tail == null
                ? ReadExtensions.NONE
                : ReadExtensions.of(
                        ASN1TaggedObject.getInstance(defects.in(tail)).getExplicitBaseObject());
    }

    /** Reads the DER of a TBSCertList; never throws. */
    public static Reading<ReadCrl> of(LongOctets der) {
        if (der.length() > LARGEST) {
            return new Reading<>(null, "is larger than " + LARGEST + " octets");
        }
        Defects defects = new Defects();
        try {
            return new Reading<>(new ReadCrl(CrlFields.of(der), defects), defects.first());
        } catch (IOException | RuntimeException e) {
            String defect = defects.first();
            return new Reading<>(null, defect == null ? "is not a TBSCertList" : defect);
        }
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

    public ReadCrlEntries entries() {
        return entries;
    }

    public ReadExtensions extensions() {
        return extensions;
    }

    /** Whether it says only what has changed since a base CRL (RFC 5280, section 5.2.4). */
    public boolean delta() {
        return extensions.find(Extension.deltaCRLIndicator) != null;
    }
}
