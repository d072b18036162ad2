package org.httpca.lint.subject;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.bouncycastle.asn1.ASN1Primitive;
import org.httpca.pki.LongOctets;
import org.httpca.pki.crl.DerReader;

/** The revokedCertificates (RFC 5280, section 5.1.2.6), perhaps a million: each is read anew whenever they are gone through. */
public final class ReadCrlEntries implements Iterable<ReadCrlEntry> {
    static final ReadCrlEntries NONE = new ReadCrlEntries(LongOctets.of(), false, true);

    /** Of one entry. */
    private static final int MOST = 16 * 1024;

    private final LongOctets content;
    private final boolean present;
    private final boolean ascending;

    private ReadCrlEntries(LongOctets content, boolean present, boolean ascending) {
        this.content = content;
        this.present = present;
        this.ascending = ascending;
    }

    /** @throws IOException if one of them is none */
    static ReadCrlEntries of(LongOctets content, Defects defects) throws IOException {
        DerReader in = new DerReader(content);
        boolean ascending = true;
        BigInteger last = null;
        KnownExtensions known = new KnownExtensions();
        while (in.more()) {
            ASN1Primitive value = defects.in(in.next(MOST));
            BigInteger serial = ReadCrlEntry.of(value, known).serialNumber();
            ascending &= last == null || last.compareTo(serial) < 0;
            last = serial;
        }
        return new ReadCrlEntries(content, true, ascending);
    }

    /** Whether the field is there, which it must not be without entries. */
    public boolean present() {
        return present;
    }

    public boolean isEmpty() {
        return content.length() == 0;
    }

    /** Whether each serial number is greater than the one before: then none is there twice. */
    public boolean ascending() {
        return ascending;
    }

    @Override
    public Iterator<ReadCrlEntry> iterator() {
        try {
            return new Each(new DerReader(content), new KnownExtensions());
        } catch (IOException e) {
            throw new IllegalStateException("What was read once cannot be read again", e);
        }
    }

    private record Each(DerReader in, KnownExtensions known) implements Iterator<ReadCrlEntry> {
        @Override
        public boolean hasNext() {
            return in.more();
        }

        @Override
        public ReadCrlEntry next() {
            if (!in.more()) {
                throw new NoSuchElementException();
            }
            try {
                return ReadCrlEntry.of(ASN1Primitive.fromByteArray(in.next(MOST)), known);
            } catch (IOException e) {
                throw new IllegalStateException("What was read once cannot be read again", e);
            }
        }
    }
}
